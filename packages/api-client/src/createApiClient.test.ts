import { createApiClient } from './createApiClient';
import { ifMatch } from './ifMatch';
import { RequestError } from './RequestError';

interface Paths {
  '/things/{id}': {
    parameters: { path: { id: string } };
    get: {
      parameters: { path: { id: string } };
      responses: {
        200: { content: { 'application/json': { name: string } } };
      };
    };
    patch: {
      parameters: { path: { id: string }; header: { 'If-Match': string } };
      requestBody: { content: { 'application/json': { name: string } } };
      responses: {
        200: { content: { 'application/json': { name: string } } };
      };
    };
  };
}

class ThingRequestError extends RequestError {}

function clientTo(answer: (request: Request) => Response) {
  const asked: Request[] = [];
  const client = createApiClient<Paths>('things', ThingRequestError, {
    discovery: {
      getBaseUrl: async id => `https://portal.example.com/api/${id}`,
    },
    fetch: async request => {
      asked.push(request);
      return answer(request);
    },
  });
  return { client, asked };
}

const json = (status: number, body: unknown, headers = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });

describe('createApiClient', () => {
  it('asks the plugin where discovery says it is, with all that was asked', async () => {
    const { client, asked } = clientTo(() => json(200, { name: 'b' }));

    const { data } = await client.PATCH('/things/{id}', {
      params: {
        path: { id: 'a' },
        header: { 'If-Match': ifMatch({ version: 3 }) },
      },
      body: { name: 'b' },
    });

    expect(data).toEqual({ name: 'b' });
    const [request] = asked;
    expect(request.method).toBe('PATCH');
    expect(request.url).toBe('https://portal.example.com/api/things/things/a');
    expect(request.headers.get('If-Match')).toBe('"3"');
    expect(await request.json()).toEqual({ name: 'b' });
  });

  it('throws what the server said when it refuses', async () => {
    const { client } = clientTo(() =>
      json(
        400,
        {
          error: { name: 'InputError', message: 'name must not be empty' },
          fields: [{ field: 'name', message: 'must not be empty' }],
        },
        { 'x-request-id': 'request-1' },
      ),
    );

    const refused = client.GET('/things/{id}', {
      params: { path: { id: 'a' } },
    });

    await expect(refused).rejects.toBeInstanceOf(ThingRequestError);
    await expect(refused).rejects.toMatchObject({
      name: 'InputError',
      message: 'name must not be empty',
      status: 400,
      fields: [{ field: 'name', message: 'must not be empty' }],
      requestId: 'request-1',
    });
  });

  it('says what it can of an answer that is no refusal of ours', async () => {
    const { client } = clientTo(
      () => new Response('<h1>Bad Gateway</h1>', { status: 502 }),
    );

    await expect(
      client.GET('/things/{id}', { params: { path: { id: 'a' } } }),
    ).rejects.toMatchObject({
      name: 'ThingRequestError',
      message: 'The server answered 502',
      status: 502,
      fields: [],
    });
  });
});
