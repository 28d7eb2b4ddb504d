import type { AddressInfo } from 'node:net';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import type { DomainEvent } from '@callboard/backend-outbox';
import type { RequestHandler } from 'express';
import {
  areWebhooksEnabled,
  type LocalWebhooks,
  localWebhooksServiceRef,
  type WebhooksService,
  webhooksServiceRef,
} from '.';

const eventTypes = [
  {
    type: 'booking.started',
    title: 'A booking has begun',
    description: 'It has begun',
    schema: { type: 'object' },
    example: {},
  },
];

const event: DomainEvent = {
  id: '0b2f6f0e-5a31-4a4b-9d6e-3f1f5f0c8a11',
  type: 'booking.started',
  version: 1,
  occurredAt: '2027-03-15T10:00:00.000Z',
  aggregate: 'booking:1',
  sequence: 2,
  orderingKeys: ['booking:1', 'resource:1', 'resource:2/part'],
  actor: 'system',
  refs: { resources: ['resource:default/gpu'] },
  data: { booking: { id: '1' } },
};

interface Asked {
  method: string;
  path: string;
  body: any;
  subject?: string;
}

/** A stand-in for the webhooks plugin that answers as it is told. */
function standIn(options: {
  asked: Asked[];
  answer: (asked: Asked, nth: number) => { status: number; body?: object };
}) {
  return createBackendPlugin({
    pluginId: 'webhooks',
    register(env) {
      env.registerInit({
        deps: {
          httpRouter: coreServices.httpRouter,
          httpAuth: coreServices.httpAuth,
        },
        async init({ httpRouter, httpAuth }) {
          const handle: RequestHandler = async (req, res) => {
            const credentials = await httpAuth.credentials(req, {
              allow: ['service'],
            });
            const one = {
              method: req.method,
              path: req.path,
              body: JSON.parse(await bodyOf(req)),
              subject: credentials.principal.subject,
            };
            options.asked.push(one);
            const { status, body } = options.answer(one, options.asked.length);
            res.status(status).json(body ?? {});
          };
          httpRouter.use(handle);
        },
      });
    },
  });
}

async function bodyOf(req: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of req) {
    text += chunk;
  }
  return text;
}

const ok = ({ method }: Asked) => ({ status: method === 'PUT' ? 200 : 202 });

/** A plugin that announces, and what it has to do it with. */
function announcer(
  got: (services: { webhooks: WebhooksService; local: LocalWebhooks }) => void,
) {
  return createBackendPlugin({
    pluginId: 'reservations',
    register(env) {
      env.registerInit({
        deps: { webhooks: webhooksServiceRef, local: localWebhooksServiceRef },
        async init(services) {
          got(services);
        },
      });
    },
  });
}

describe('a sink of the webhooks service', () => {
  let local: LocalWebhooks;
  let backend: TestBackend | undefined;
  let asked: Asked[];

  beforeEach(() => {
    asked = [];
  });
  afterEach(async () => {
    await backend?.stop();
    backend = undefined;
  });

  async function sinkTo(
    answer: (asked: Asked, nth: number) => { status: number; body?: object },
  ) {
    let webhooks: WebhooksService;
    backend = await startTestBackend({
      features: [
        standIn({ asked, answer }),
        announcer(services => ({ local, webhooks } = services)),
      ],
    });
    return webhooks!.createSink({ eventTypes });
  }

  it('registers the types once, then sends events as they are, as the plugin', async () => {
    const sink = await sinkTo(ok);
    await Promise.all([sink.deliver(event), sink.deliver(event)]);
    await sink.deliver({ ...event, sequence: 3 });

    expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'PUT /sources/reservations/event-types',
      'POST /events',
      'POST /events',
      'POST /events',
    ]);
    expect(asked[0].body).toEqual({ eventTypes });
    expect(asked[1].body).toEqual(event);
    expect(new Set(asked.map(({ subject }) => subject))).toEqual(
      new Set(['plugin:reservations']),
    );
  });

  it('makes the types known before anything happens, as often as it takes', async () => {
    const sink = await sinkTo((_one, nth) => ({ status: nth < 3 ? 503 : 200 }));
    await sink.register(new AbortController().signal);
    expect(asked.map(({ method }) => method)).toEqual(['PUT', 'PUT', 'PUT']);
    await sink.deliver(event);
    expect(asked.map(({ method }) => method).slice(3)).toEqual(['POST']);
  });

  it('lets events wait for that instead of failing', async () => {
    const sink = await sinkTo((_one, nth) => ({ status: nth < 3 ? 503 : 200 }));
    const registering = sink.register(new AbortController().signal);
    await sink.deliver(event);
    await registering;
    expect(asked.map(({ method }) => method)).toEqual([
      'PUT',
      'PUT',
      'PUT',
      'POST',
    ]);
  });

  it('does not let them wait for longer than they may', async () => {
    const sink = await sinkTo(() => ({ status: 503 }));
    const stopped = new AbortController();
    const registering = sink.register(stopped.signal);
    await expect(
      sink.deliver(event, AbortSignal.timeout(50)),
    ).rejects.toThrow();
    stopped.abort();
    await registering;
  });

  it('gives up making them known when it is told to stop', async () => {
    const sink = await sinkTo(() => ({ status: 503 }));
    const stopped = new AbortController();
    const registering = sink.register(stopped.signal);
    while (asked.length === 0) {
      await new Promise(setImmediate);
    }
    stopped.abort();
    await registering;
  });

  it('registers again when a type is not known, and sends again once', async () => {
    let known = true;
    const sink = await sinkTo(one => {
      if (one.method === 'PUT') {
        known = true;
        return { status: 200 };
      }
      return known ? { status: 202 } : { status: 403 };
    });
    await sink.deliver(event);
    known = false;
    await sink.deliver(event);

    expect(asked.map(({ method }) => method)).toEqual([
      'PUT',
      'POST',
      'POST',
      'PUT',
      'POST',
    ]);
  });

  it.each([
    [400, 2],
    // Registered and sent once more, each time.
    [403, 4],
    [409, 2],
    [503, 2],
  ])('rejects with what was said when it is answered %p', async (status, n) => {
    const sink = await sinkTo(one =>
      one.method === 'PUT'
        ? { status: 200 }
        : {
            status,
            body: { error: { name: 'Refused', message: 'not like that' } },
          },
    );
    await expect(sink.deliver(event)).rejects.toThrow(
      `Webhooks answered ${status}; caused by Refused: not like that`,
    );
    await expect(sink.deliver(event)).rejects.toMatchObject({
      cause: { status },
    });
    expect(asked.filter(({ method }) => method === 'POST')).toHaveLength(n);
  });

  it('sends nothing while the types cannot be registered, and tries again', async () => {
    let down = true;
    const sink = await sinkTo(one => (down ? { status: 503 } : ok(one)));
    await expect(sink.deliver(event)).rejects.toThrow('503');
    down = false;
    await sink.deliver(event);

    expect(asked.map(({ method }) => method)).toEqual(['PUT', 'PUT', 'POST']);
  });

  it('gives up when it is told to', async () => {
    let hanging: Server | undefined;
    const arrived = new Promise<string>(resolve => {
      hanging = createServer((req, res) => {
        if (req.method === 'PUT') {
          res.end('{}');
        } else {
          resolve('arrived');
        }
      }).listen(0, '127.0.0.1');
    });
    await new Promise(resolve => hanging!.once('listening', resolve));
    const { port } = hanging!.address() as AddressInfo;
    const base = async () => `http://127.0.0.1:${port}`;
    let webhooks: WebhooksService;
    backend = await startTestBackend({
      features: [
        announcer(services => ({ local, webhooks } = services)),
        mockServices.discovery.mock({ getBaseUrl: base }).factory,
      ],
    });
    const sink = webhooks!.createSink({ eventTypes });
    const abort = new AbortController();
    const delivery = sink.deliver(event, abort.signal);
    await arrived;
    abort.abort(new Error('The relay is stopping'));

    await expect(delivery).rejects.toThrow('The relay is stopping');
    hanging!.closeAllConnections();
    hanging!.close();
  });

  describe('beside the webhooks plugin', () => {
    /** A stand-in for the plugin's own intake that does as it is told. */
    function intakeThat(publish: (nth: number) => Promise<void> | void) {
      const calls: unknown[][] = [];
      local.offer({
        registerEventTypes: async (...args) => {
          calls.push(['register', ...args]);
        },
        publish: async (source, { id }) => {
          calls.push(['publish', source, id]);
          await publish(calls.length);
        },
      });
      return calls;
    }

    it('hands events over without a request, in the name of its plugin', async () => {
      const sink = await sinkTo(ok);
      const calls = intakeThat(() => {});
      await sink.deliver(event);

      expect(calls).toEqual([
        ['register', 'reservations', eventTypes],
        ['publish', 'reservations', event.id],
      ]);
      expect(asked).toEqual([]);
    });

    it('sends requests while the plugin takes nothing, and when it has stopped', async () => {
      const sink = await sinkTo(ok);
      await sink.deliver(event);
      const withdraw = local.offer({
        registerEventTypes: async () => {},
        publish: async () => {},
      });
      await sink.deliver(event);
      withdraw();
      await sink.deliver(event);

      expect(asked.map(({ method }) => method)).toEqual([
        'PUT',
        'POST',
        'POST',
      ]);
    });

    it('registers again when a type is not known, and rejects with what is said otherwise', async () => {
      const sink = await sinkTo(ok);
      const calls = intakeThat(nth => {
        if (nth === 2) {
          throw new NotAllowedError('not a type of reservations');
        }
        if (nth > 4) {
          throw new Error('the database is gone');
        }
      });
      await sink.deliver(event);
      expect(calls.map(([call]) => call)).toEqual([
        'register',
        'publish',
        'register',
        'publish',
      ]);
      await expect(sink.deliver(event)).rejects.toThrow('the database is gone');
    });

    it('gives up what hangs when it is told to', async () => {
      const sink = await sinkTo(ok);
      const abort = new AbortController();
      intakeThat(async () => {
        abort.abort(new Error('The lease is about to end'));
        await new Promise(() => {});
      });
      await expect(sink.deliver(event, abort.signal)).rejects.toThrow(
        'The lease is about to end',
      );
    });
  });

  it('orders what switches resources, and takes only what it has registered', async () => {
    const sink = await sinkTo(ok);

    expect(sink.orderingKeys!(event)).toEqual([
      { key: 'booking:1', part: false },
      { key: 'resource:1', part: false },
      { key: 'resource:2', part: true },
    ]);
    expect(
      sink.orderingKeys!({ ...event, type: 'booking.changed' }),
    ).toHaveLength(1);
    expect(sink.accepts!(event)).toBe(true);
    expect(sink.accepts!({ ...event, type: 'unheard.of' })).toBe(false);
  });
});

describe('areWebhooksEnabled', () => {
  it.each([
    [{}, false],
    [{ callboard: { reservations: {} } }, false],
    [{ callboard: { webhooks: { secretKeys: ['a key'] } } }, true],
    [{ callboard: { webhooks: { enabled: true } } }, true],
    [{ callboard: { webhooks: { enabled: false, secretKeys: ['a'] } } }, false],
  ])('says of %j: %p', (data, expected) => {
    expect(areWebhooksEnabled(mockServices.rootConfig({ data }))).toBe(
      expected,
    );
  });
});
