import { mockServices } from '@backstage/backend-test-utils';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { discard, PluginRequests, requireOk } from '.';

describe('PluginRequests', () => {
  let server: Server;
  let answer: { status: number; body: string };
  const seen: { url?: string; authorization?: string; body: string }[] = [];
  const auth = mockServices.auth.mock({
    getOwnServiceCredentials: async () =>
      mockServices.auth({ pluginId: 'asking' }).getOwnServiceCredentials(),
  });

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) {
        body += chunk;
      }
      const { authorization } = request.headers;
      seen.push({ url: request.url, authorization, body });
      response.statusCode = answer.status;
      response.end(answer.body);
    });
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  });
  beforeEach(() => {
    seen.length = 0;
    answer = { status: 200, body: '{}' };
    let issued = 0;
    auth.getPluginRequestToken.mockReset();
    auth.getPluginRequestToken.mockImplementation(async () => ({
      token: `token-${++issued}`,
    }));
  });
  afterAll(() => server.close());

  function create() {
    const { port } = server.address() as AddressInfo;
    return PluginRequests.create({
      auth,
      discovery: mockServices.discovery.mock({
        getBaseUrl: async id => `http://127.0.0.1:${port}/api/${id}`,
      }),
      target: 'asked',
    });
  }

  it('calls in its own name, with one token for many requests', async () => {
    const requests = create();
    await Promise.all(
      [1, 2, 3].map(async n =>
        discard(await requests.send('POST', '/things', { n })),
      ),
    );
    await discard(await requests.send('PUT', '/things', '{"n":4}'));

    expect(seen.map(({ url }) => url)).toEqual(
      Array(4).fill('/api/asked/things'),
    );
    expect(seen.map(({ body }) => JSON.parse(body).n).sort()).toEqual([
      1, 2, 3, 4,
    ]);
    expect(new Set(seen.map(one => one.authorization))).toEqual(
      new Set(['Bearer token-1']),
    );
    expect(auth.getPluginRequestToken).toHaveBeenCalledWith(
      expect.objectContaining({ targetPluginId: 'asked' }),
    );
  });

  it('takes a new token after a 401, and after one could not be issued', async () => {
    const requests = create();
    answer = { status: 401, body: '{}' };
    await discard(await requests.send('POST', '/', {}));
    answer = { status: 200, body: '{}' };
    await discard(await requests.send('POST', '/', {}));
    expect(seen.map(one => one.authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-2',
    ]);

    const other = create();
    auth.getPluginRequestToken.mockRejectedValueOnce(new Error('not now'));
    await expect(other.send('POST', '/', {})).rejects.toThrow('not now');
    await discard(await other.send('POST', '/', {}));
  });

  it('throws what was answered', async () => {
    const requests = create();
    answer = {
      status: 403,
      body: '{"error":{"name":"NotAllowedError","message":"not you"}}',
    };
    await expect(
      requireOk(await requests.send('POST', '/', {}), 'The other'),
    ).rejects.toMatchObject({
      message: 'The other answered 403; caused by NotAllowedError: not you',
      cause: { status: 403 },
    });
    answer = { status: 502, body: '<html>' };
    await expect(
      requireOk(await requests.send('POST', '/', {}), 'The other'),
    ).rejects.toThrow('The other answered 502');
  });

  it('gives up when it is told to', async () => {
    await expect(
      create().send('POST', '/', {}, AbortSignal.abort(new Error('enough'))),
    ).rejects.toThrow('enough');
  });
});
