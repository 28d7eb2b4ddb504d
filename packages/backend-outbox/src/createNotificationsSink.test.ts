import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import {
  DefaultNotificationService,
  type NotificationService,
} from '@backstage/plugin-notifications-node';
import { createNotificationsSink, type DomainEvent } from '.';

const event: DomainEvent = {
  id: '0b2f6f0e-5a31-4a4b-9d6e-3f1f5f0c8a11',
  type: 'endpoint.disabled',
  version: 1,
  occurredAt: '2027-03-15T10:00:00.000Z',
  aggregate: 'endpoint:1',
  sequence: 2,
  orderingKeys: ['endpoint:1'],
  actor: 'system',
  refs: { owner: 'group:default/operations' },
  data: {},
};

function setup(send: NotificationService['send'] = async () => {}) {
  const notifications = { send: jest.fn(send) };
  const sink = createNotificationsSink({
    notifications,
    topic: 'webhooks',
    isTold: ({ type }) => type === 'endpoint.disabled',
    notificationsOf: async ({ refs }) => [
      { recipient: String(refs.owner), payload: { title: 'It is off' } },
      {
        recipient: ['user:default/admin'],
        topic: 'switched-off',
        except: ['user:default/author'],
        payload: { title: 'One is off' },
        translations: { it: { title: 'Uno è spento' } },
      },
    ],
  });
  return { notifications, sink };
}

describe('the notifications sink', () => {
  it('tells whom an event concerns, once however often it is delivered', async () => {
    const { notifications, sink } = setup();
    await sink.deliver(event);
    expect(notifications.send).toHaveBeenCalledWith({
      recipients: { type: 'entity', entityRef: 'group:default/operations' },
      payload: {
        title: 'It is off',
        topic: 'webhooks',
        scope: `webhooks:${event.id}`,
      },
    });
    expect(notifications.send).toHaveBeenCalledWith({
      recipients: {
        type: 'entity',
        entityRef: ['user:default/admin'],
        excludeEntityRef: ['user:default/author'],
      },
      payload: {
        title: 'One is off',
        metadata: { translations: { it: { title: 'Uno è spento' } } },
        topic: 'switched-off',
        scope: `webhooks:${event.id}`,
      },
    });
    expect(notifications.send).toHaveBeenCalledTimes(2);
  });

  it('takes only what somebody is told of', () => {
    const { sink } = setup();
    expect(sink.accepts!(event)).toBe(true);
    expect(sink.accepts!({ ...event, type: 'endpoint.created' })).toBe(false);
  });

  it.each([
    // Asked once: the second person and the second event come right after.
    ['has nobody to tell where nobody can be told', 404, 'fulfilled', 1],
    ['lets the outbox try again what could not be sent', 503, 'rejected', 2],
  ])('%s', async (_, status, outcome, asked) => {
    let requests = 0;
    const server = createServer((_request, response) => {
      requests += 1;
      response.statusCode = status;
      response.end();
    });
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const service = DefaultNotificationService.create({
      auth: mockServices.auth(),
      discovery: mockServices.discovery.mock({
        getBaseUrl: async () => `http://127.0.0.1:${port}/api/notifications`,
      }),
    });
    const { sink } = setup(options => service.send(options));
    for (let delivery = 1; delivery <= 2; delivery++) {
      const [ended] = await Promise.allSettled([sink.deliver(event)]);
      expect(ended).toMatchObject({ status: outcome });
    }
    expect(requests).toBe(asked);
    await new Promise(done => server.close(done));
  });

  it('tells people again soon after the notifications have come', async () => {
    const start = performance.now();
    const clock = jest.spyOn(performance, 'now').mockReturnValue(start);
    let installed = false;
    const { notifications, sink } = setup(async () => {
      if (!installed) {
        throw new Error('Request failed with status 404');
      }
    });
    await sink.deliver(event);
    installed = true;
    await sink.deliver(event);
    expect(notifications.send).toHaveBeenCalledTimes(1);
    clock.mockReturnValue(start + 10_000);
    await sink.deliver(event);
    expect(notifications.send).toHaveBeenCalledTimes(3);
    clock.mockRestore();
  });
});
