import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { createRequestAction } from './createRequestAction';

type Context = Parameters<ReturnType<typeof createRequestAction>['handler']>[0];

interface Asked {
  path: string;
  headers: NodeJS.Dict<string | string[]>;
  body: Record<string, unknown>;
}

const ID = '6b1f0a52-5f0e-4f57-9a36-0c7f5d2e8b01';
const input = {
  title: 'A database for orders',
  environment: 'staging',
  regions: ['eu-west-1'],
  items: [
    {
      offering: 'postgresql',
      operation: 'create' as const,
      parameters: { name: 'orders' },
    },
  ],
  reason: '',
};
const { reason: _, ...filled } = input;

describe('callboard:service-requests:create', () => {
  let server: Server;
  let asked: Asked[];
  let answer: (path: string) => { status: number; body: object };

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const path = request.url!;
      asked.push({
        path,
        headers: request.headers,
        body: JSON.parse(Buffer.concat(chunks).toString()),
      });
      const { status, body } = answer(path);
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  });
  afterAll(() => new Promise(done => server.close(done)));
  beforeEach(() => {
    asked = [];
    answer = () => ({ status: 201, body: { id: ID, status: 'submitted' } });
  });

  /** Runs the action as a task does; `kept` are the checkpoints of earlier runs. */
  async function run(
    more: Partial<Context> & { kept?: Map<string, unknown> } = {},
  ) {
    const { port } = server.address() as AddressInfo;
    const action = createRequestAction({
      auth: mockServices.auth(),
      discovery: mockServices.discovery.mock({
        getBaseUrl: async () => `http://127.0.0.1:${port}`,
      }),
    });
    const { kept = new Map<string, unknown>(), ...context } = more;
    const outputs: Record<string, unknown> = {};
    const log: string[] = [];
    const say = (text: string) => void log.push(text);
    await action.handler({
      input,
      task: { id: 'task-1' },
      step: { id: 'request', name: 'File it' },
      logger: { info: say, warn: say },
      checkpoint: async ({ key, fn }: { key: string; fn: () => unknown }) => {
        if (!kept.has(key)) kept.set(key, await fn());
        return kept.get(key);
      },
      output: (name: string, value: unknown) => {
        outputs[name] = value;
      },
      getInitiatorCredentials: async () =>
        mockCredentials.user('user:default/developer'),
      ...context,
    } as unknown as Context);
    return { outputs, log };
  }

  it('files a request as who runs the template, and says where it is', async () => {
    const { outputs } = await run();
    expect(asked).toEqual([
      {
        path: '/requests',
        body: { ...filled, submit: true },
        headers: expect.objectContaining({
          'idempotency-key': 'template-task-1-request',
          authorization: expect.stringContaining('user:default/developer'),
        }),
      },
    ]);
    expect(outputs).toEqual({
      id: ID,
      status: 'submitted',
      link: `/service-requests/requests/${ID}`,
    });
  });

  it('files one when a task is run again', async () => {
    const kept = new Map<string, unknown>();
    const first = await run({ kept });
    const again = await run({ kept });
    expect(asked).toHaveLength(1);
    expect(again.outputs).toEqual(first.outputs);
  });

  it('asks with the same key where the task died before it was noted', async () => {
    await run();
    await run();
    const keys = asked.map(({ headers }) => headers['idempotency-key']);
    expect(new Set(keys).size).toBe(1);
    await run({ step: { id: 'another', name: 'Another' } });
    expect(asked[2].headers['idempotency-key']).not.toBe(keys[0]);
  });

  it('leaves a draft where it is asked to', async () => {
    await run({ input: { ...input, submit: false } });
    expect(asked[0].body.submit).toBe(false);
  });

  it('previews in a dry run, and files nothing', async () => {
    answer = () => ({
      status: 200,
      body: {
        complete: false,
        fields: [{ field: 'endDate', message: 'is missing' }],
        verdicts: [
          { policy: 'a', result: 'allow', message: 'All is well' },
          { policy: 'b', result: 'warn', message: 'This is large' },
        ],
        quotas: [],
        cost: {
          currency: 'EUR',
          delta: 12.5,
          lines: [],
          unknown: ['traffic'],
          assumptions: [],
        },
        risk: { level: 'none', reasons: [] },
        files: [{ path: 'services/x.yaml', change: 'added', diff: '+a' }],
      },
    });
    const { outputs, log } = await run({ isDryRun: true });
    expect(asked.map(({ path }) => path)).toEqual(['/requests/preview']);
    expect(asked[0].body).toEqual(filled);
    expect(log).toEqual([
      'The request could not be handed in as it is',
      'endDate is missing',
      'warn: This is large',
      'Estimate for a month: 12.50 EUR',
      'Cost unknown: traffic',
      'Risk: none',
      'added services/x.yaml',
    ]);
    expect(outputs.status).toBe('preview');
  });

  it('says why it was refused, and what would pass', async () => {
    answer = () => ({
      status: 403,
      body: {
        error: { name: 'NotAllowedError', message: 'A policy denies it' },
        verdicts: [
          {
            policy: 'production-multi-az',
            result: 'deny',
            message: 'Production is spread over zones',
            passes: 'multiAz: true',
          },
        ],
      },
    });
    await expect(run()).rejects.toMatchObject({
      name: 'NotAllowedError',
      message:
        'A policy denies it; Production is spread over zones (multiAz: true)',
    });
    answer = () => ({
      status: 400,
      body: {
        error: { name: 'InputError', message: 'The request is not valid' },
        fields: [{ field: 'items/0/parameters/name', message: 'is taken' }],
      },
    });
    await expect(run()).rejects.toMatchObject({
      name: 'InputError',
      message: 'The request is not valid; items/0/parameters/name is taken',
    });
  });

  it('lets the task fail where the portal does not answer well', async () => {
    answer = () => ({ status: 503, body: {} });
    await expect(run()).rejects.toThrow('503');
  });
});
