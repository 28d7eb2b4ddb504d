import request from 'supertest';
import { serve } from './__testUtils__/serve';
import type { OpenApiDocument } from './document';
import type { Handlers } from './types';

const json = (schema: object) => ({
  content: { 'application/json': { schema } },
});

const document = {
  openapi: '3.1.0',
  info: { title: 'Lines', version: '1' },
  paths: {
    '/lines': {
      get: {
        operationId: 'getLines',
        parameters: [
          { name: 'fail', in: 'query', schema: { type: 'boolean' } },
        ],
        responses: {
          200: {
            description: 'Lines',
            content: { 'text/csv': { schema: { type: 'string' } } },
          },
        },
      },
      post: {
        operationId: 'addLine',
        'x-body-text': 'any',
        requestBody: {
          required: true,
          ...json({ type: 'object', required: ['text'] }),
        },
        responses: { 200: { description: 'It', ...json({ type: 'object' }) } },
      },
    },
  },
} as unknown as OpenApiDocument;

interface Operations {
  getLines: {
    parameters: { query?: { fail?: boolean } };
    responses: { 200: { content: { 'text/csv': string } } };
  };
  addLine: {
    requestBody: { content: { 'application/json': { text: string } } };
    responses: {
      200: { content: { 'application/json': Record<string, unknown> } };
    };
  };
}

const handlers: Handlers<Operations> = {
  getLines: async ({ query }) => ({
    stream: {
      contentType: 'text/csv; charset=utf-8',
      write: async res => {
        res.write('a,b\r\n');
        await new Promise(setImmediate);
        if (query.fail) {
          throw new Error('The database is gone');
        }
        res.write('1,2\r\n');
      },
    },
  }),
  addLine: async ({ body }) => ({ body }),
};

describe('a long answer', () => {
  it('is written bit by bit and ended', async () => {
    const answer = await request(serve(document, handlers)).get(
      '/api/test/lines',
    );
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.text).toBe('a,b\r\n1,2\r\n');
  });

  it('does not look whole when it failed on the way', async () => {
    await expect(
      request(serve(document, handlers)).get('/api/test/lines?fail=true'),
    ).rejects.toThrow(/aborted|socket hang up/);
  });
});

it('takes any text where the document says so, and still its schema', async () => {
  const app = serve(document, handlers);
  const strange = '{"text":"\\u0000\\ud800","__proto__":{"a":1}}';
  const taken = await request(app)
    .post('/api/test/lines')
    .set('content-type', 'application/json')
    .send(strange);
  expect(taken.status).toBe(200);
  expect(JSON.stringify(JSON.parse(taken.text))).toBe(strange);
  expect((await request(app).post('/api/test/lines').send({})).status).toBe(
    400,
  );
});
