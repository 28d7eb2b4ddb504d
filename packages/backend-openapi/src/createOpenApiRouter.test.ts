import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  NotModifiedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import request from 'supertest';
import {
  notesDocument,
  notesSource,
  type NotesOperations,
} from './__testUtils__/notes';
import { MOUNT, serve } from './__testUtils__/serve';
import { createOpenApiRouter } from './createOpenApiRouter';
import { loadOpenApiDocument } from './document';
import {
  PreconditionFailedError,
  UnprocessableError,
  withDetails,
} from './errors';
import type { Handlers } from './types';

const ID = '0d9f6c1e-5a1b-4c57-9f43-0a5b8f6b1c2d';
const note = { id: ID, title: 'Hello' };

function notesHandlers(
  overrides: Partial<Handlers<NotesOperations>> = {},
): Handlers<NotesOperations> {
  return {
    getNote: async () => ({ body: note, etag: 3 }),
    updateNote: async ({ body, headers }) => ({
      body: { ...note, ...body },
      headers: { 'x-if-match': String(headers.ifMatch) },
    }),
    deleteNote: async () => ({}),
    listNotes: async ({ query }) => ({ body: query }),
    createNote: async ({ body }) => ({ body: { ...note, ...body }, etag: 1 }),
    searchNotes: async ({ body }) => ({
      body: { searched: body ?? 'nothing' },
    }),
    ...overrides,
  };
}

const notes = (overrides?: Partial<Handlers<NotesOperations>>) =>
  request(serve(notesDocument(), notesHandlers(overrides)));

function fieldsOf(response: request.Response): Record<string, string> {
  return Object.fromEntries(
    (response.body.fields ?? []).map(
      (f: { field: string; message: string }) => [f.field, f.message],
    ),
  );
}

describe('createOpenApiRouter', () => {
  describe('at start', () => {
    const start = (handlers: object, document = notesDocument()) =>
      serve(document, handlers as Handlers<NotesOperations>);

    it('refuses a missing handler', () => {
      const { getNote, listNotes, ...others } = notesHandlers();
      expect([getNote, listNotes]).toHaveLength(2);
      expect(() => start(others)).toThrow('No handler for listNotes, getNote');
    });

    it('refuses a handler the document does not know', () => {
      expect(() =>
        start({ ...notesHandlers(), burnNote: async () => ({}) }),
      ).toThrow('Not in the OpenAPI document: burnNote');
    });

    it('refuses a document of another version', () => {
      expect(() =>
        start(notesHandlers(), { ...notesDocument(), openapi: '3.0.3' }),
      ).toThrow('not an OpenAPI 3.1 document');
    });

    it('refuses a reference that leads nowhere', () => {
      const document = notesDocument();
      delete (document.components as { schemas: { Id?: unknown } }).schemas.Id;
      expect(() => start(notesHandlers(), document)).toThrow(
        '#/components/schemas/Id',
      );
    });

    it('refuses a schema with a misspelt keyword', () => {
      const document = notesDocument();
      const { schemas } = document.components as {
        schemas: { Change: { properties: { title: object } } };
      };
      schemas.Change.properties.title = { type: 'string', maxLenght: 3 };
      expect(() => start(notesHandlers(), document)).toThrow('maxLenght');
    });
  });

  describe('routes', () => {
    it('answers with the documented status, body and version', async () => {
      const created = await notes()
        .post(`${MOUNT}/notes`)
        .send({ title: 'New' });
      expect(created.status).toBe(201);
      expect(created.headers.etag).toBe('"1"');
      expect(created.headers['content-type']).toBe(
        'application/json; charset=utf-8',
      );
      expect(created.body).toEqual({ id: ID, title: 'New', colour: 'red' });

      const gone = await notes().delete(`${MOUNT}/notes/${ID}`);
      expect(gone.status).toBe(204);
      expect(gone.text).toBe('');
    });

    it('prefers a literal path to a parameter', async () => {
      const response = await notes()
        .post(`${MOUNT}/notes/search`)
        .send({ text: 'a' });
      expect(response.body).toEqual({ searched: { text: 'a' } });
    });

    it('answers HEAD as GET without a body', async () => {
      const response = await notes().head(`${MOUNT}/notes/${ID}`);
      expect(response.status).toBe(200);
      expect(response.headers.etag).toBe('"3"');
    });

    it('answers 404 for a path there is not', async () => {
      const response = await notes().get(`${MOUNT}/nothing`);
      expect(response.status).toBe(404);
      expect(response.body).toEqual({
        error: {
          name: 'NotFoundError',
          message: 'There is nothing at this path',
        },
        request: { method: 'GET', url: '/nothing' },
        response: { statusCode: 404 },
      });
    });

    it('answers 405 with Allow for another method', async () => {
      const response = await notes().put(`${MOUNT}/notes`).send({});
      expect(response.status).toBe(405);
      expect(response.headers.allow).toBe('GET, POST, HEAD');
      expect(response.body.error.name).toBe('MethodNotAllowedError');
    });

    it.each(['7', 'undefined', `${ID}0`, '..%2f..%2fetc', `urn:uuid:${ID}`])(
      'answers 404 for the id %s, which no object has',
      async id => {
        const getNote = jest.fn();
        const response = await notes({ getNote }).get(`${MOUNT}/notes/${id}`);
        expect(response.status).toBe(404);
        expect(getNote).not.toHaveBeenCalled();
      },
    );

    it('reads an id in capitals', async () => {
      const getNote = jest.fn().mockResolvedValue({ body: note });
      await notes({ getNote }).get(`${MOUNT}/notes/${ID.toUpperCase()}`);
      expect(getNote.mock.calls[0][0].params).toEqual({ id: ID });
    });
  });

  describe('the document', () => {
    it('is served as 3.1, with an ETag that revalidates', async () => {
      const first = await notes().get(`${MOUNT}/openapi.json`);
      expect(first.status).toBe(200);
      expect(first.body).toEqual(notesDocument());
      expect(first.body.openapi).toBe('3.1.0');
      const second = await notes()
        .get(`${MOUNT}/openapi.json`)
        .set('If-None-Match', first.headers.etag);
      expect(second.status).toBe(304);
    });

    it('is served verbatim where its source is JSON', async () => {
      const source = JSON.stringify(notesDocument(), null, 7);
      const app = serve(notesDocument(), notesHandlers(), { source });
      const response = await request(app).get(`${MOUNT}/openapi.json`);
      expect(response.text).toBe(source);
    });

    it('is read from a file', () => {
      const directory = mkdtempSync(join(tmpdir(), 'openapi-'));
      try {
        const path = join(directory, 'openapi.yaml');
        writeFileSync(path, notesSource);
        expect(loadOpenApiDocument(path)).toEqual({
          document: notesDocument(),
          source: notesSource,
        });
        writeFileSync(path, 'just: text');
        expect(() => loadOpenApiDocument(path)).toThrow(path);
      } finally {
        rmSync(directory, { recursive: true });
      }
    });
  });

  describe('order of checks', () => {
    const wrongBody = (app: ReturnType<typeof notes>) =>
      app
        .patch(`${MOUNT}/notes/${ID}`)
        .set('Content-Type', 'application/json')
        .send('{not json');

    it('is 401 before everything', async () => {
      const anonymous = mockCredentials.none.header();
      const authorize = jest.fn();
      const handle = jest.fn();
      const app = notes({ updateNote: { authorize, handle } });
      for (const response of [
        await wrongBody(app).set('Authorization', anonymous),
        await app.get(`${MOUNT}/nothing`).set('Authorization', anonymous),
        await app.put(`${MOUNT}/notes`).set('Authorization', anonymous),
        await app.get(`${MOUNT}/notes/%ff`).set('Authorization', anonymous),
      ]) {
        expect(response.status).toBe(401);
        expect(response.body.error.name).toBe('AuthenticationError');
      }
      expect(authorize).not.toHaveBeenCalled();
      expect(handle).not.toHaveBeenCalled();
    });

    it.each([
      [404, new NotFoundError('There is no such note')],
      [403, new NotAllowedError('You may not change this note')],
    ])('is %d before what is wrong with the request', async (status, error) => {
      const authorize = jest.fn().mockRejectedValue(error);
      const handle = jest.fn();
      const app = notes({ updateNote: { authorize, handle } });
      const response = await wrongBody(app);
      expect(response.status).toBe(status);
      expect(response.body.error.message).toBe(error.message);
      expect(handle).not.toHaveBeenCalled();
      expect(authorize).toHaveBeenCalledWith(
        expect.objectContaining({
          params: { id: ID },
          credentials: expect.objectContaining({
            principal: mockCredentials.user().principal,
          }),
        }),
      );
    });

    it('is 428 and then 400 for whom it is allowed', async () => {
      const authorize = async () => {};
      const handle = jest.fn();
      const app = notes({ updateNote: { authorize, handle } });
      const unconditional = await wrongBody(app);
      expect(unconditional.status).toBe(428);
      expect(unconditional.body.error.name).toBe('PreconditionRequiredError');
      const conditional = await wrongBody(app).set('If-Match', '"3"');
      expect(conditional.status).toBe(400);
      expect(fieldsOf(conditional)).toEqual({
        body: 'body must be well-formed JSON',
      });
      expect(handle).not.toHaveBeenCalled();
    });
  });

  describe('headers', () => {
    it.each([
      ['"3"', '3'],
      ['W/"4"', '4'],
      ['*', '*'],
    ])('reads If-Match: %s', async (given, read) => {
      const response = await notes()
        .patch(`${MOUNT}/notes/${ID}`)
        .set('If-Match', given)
        .send({ title: 'x' });
      expect(response.headers['x-if-match']).toBe(read);
    });

    it('refuses an If-Match it cannot read', async () => {
      const response = await notes()
        .patch(`${MOUNT}/notes/${ID}`)
        .set('If-Match', '"one"')
        .send({ title: 'x' });
      expect(response.status).toBe(400);
      expect(Object.keys(fieldsOf(response))).toEqual(['header.If-Match']);
    });

    it('hands over and checks other documented headers', async () => {
      const createNote = jest.fn().mockResolvedValue({ body: note, etag: 1 });
      const post = (key: string) =>
        notes({ createNote })
          .post(`${MOUNT}/notes`)
          .set('Idempotency-Key', key)
          .send({ title: 'x' });
      expect((await post('once')).status).toBe(201);
      expect(createNote.mock.calls[0][0].headers).toEqual({
        idempotencyKey: 'once',
      });
      expect(fieldsOf(await post('x'.repeat(21)))).toEqual({
        'header.Idempotency-Key':
          'header.Idempotency-Key must not be longer than 20 characters',
      });
    });
  });

  describe('the query', () => {
    const list = (query: string) => notes().get(`${MOUNT}/notes${query}`);

    it.each([
      ['', { limit: 50 }],
      ['?limit=7&pinned=true', { limit: 7, pinned: true }],
      ['?tag=a', { limit: 50, tag: ['a'] }],
      ['?tag=a&tag=b,c', { limit: 50, tag: ['a', 'b,c'] }],
      ['?page=1&page=-2', { limit: 50, page: [1, -2] }],
      ['?tag=a+b%2Bc%C3%BC', { limit: 50, tag: ['a b+cü'] }],
      [
        '?since=2027-03-16T08:00:00%2B01:00',
        { limit: 50, since: '2027-03-16T08:00:00+01:00' },
      ],
    ])('%s is read as %j', async (query, read) => {
      const response = await list(query);
      expect(response.body).toEqual(read);
    });

    it.each([
      ['?limit=0', 'query.limit', 'must not be less than 1'],
      ['?limit=501', 'query.limit', 'must not be more than 500'],
      ['?limit=', 'query.limit', 'must be a whole number'],
      ['?limit=1.5', 'query.limit', 'must be a whole number'],
      ['?limit=1e2', 'query.limit', 'must be a whole number'],
      ['?limit=0x10', 'query.limit', 'must be a whole number'],
      [`?limit=${'9'.repeat(400)}`, 'query.limit', 'must be a whole number'],
      ['?limit=1&limit=2', 'query.limit', 'must be given once'],
      ['?pinned=1', 'query.pinned', 'must be true or false'],
      ['?pinned', 'query.pinned', 'must be true or false'],
      ['?page=1&page=x', 'query.page/1', 'must be a whole number'],
      ['?tag=', 'query.tag/0', 'must not be empty'],
      [
        '?tag=1&tag=2&tag=3&tag=4',
        'query.tag',
        'must not have more than 3 entries',
      ],
      ['?offset=1', 'query.offset', 'is not a known parameter'],
      ['?tag[]=1', 'query.tag[]', 'is not a known parameter'],
      ['?limit[gt]=1', 'query.limit[gt]', 'is not a known parameter'],
      ['?__proto__=1', 'query.__proto__', 'is not a known parameter'],
      ['?__proto__[x]=1', 'query.__proto__[x]', 'is not a known parameter'],
      ['?toString=1', 'query.toString', 'is not a known parameter'],
      ['?tag=%00', 'query.tag', 'must not contain a NUL character'],
      ['?tag=%ff', 'query.tag', 'must be percent-encoded UTF-8'],
      ['?tag=%ED%A0%80', 'query.tag', 'must be percent-encoded UTF-8'],
      ['?tag=%', 'query.tag', 'must be percent-encoded UTF-8'],
      [
        '?since=2027-02-30T08:00:00Z',
        'query.since',
        'must be a date and time with a zone, for example 2027-03-16T08:00:00Z, from 1970 to 2200',
      ],
    ])('%s is refused', async (query, field, problem) => {
      const response = await list(query);
      expect(response.status).toBe(400);
      expect(fieldsOf(response)).toEqual({ [field]: `${field} ${problem}` });
      expect(response.body.error.message).toBe(`${field} ${problem}`);
    });
  });

  describe('the body', () => {
    const post = (body: object) => notes().post(`${MOUNT}/notes`).send(body);

    it.each<[object, string, string]>([
      [{}, 'title', 'is required'],
      [{ title: 7 }, 'title', 'must be text'],
      [{ title: null }, 'title', 'must be text'],
      [{ title: '' }, 'title', 'must not be empty'],
      [{ title: '  ' }, 'title', 'must not be blank'],
      [
        { title: 'x'.repeat(21) },
        'title',
        'must not be longer than 20 characters',
      ],
      [{ title: 'x', nope: 1 }, 'nope', 'is not a known field'],
      [{ title: 'x', colour: 'blue' }, 'colour', 'must be red or green'],
      [
        { title: 'x', size: 10 },
        'size',
        'must be any or a whole number from 1 to 9',
      ],
      [
        { title: 'x', owner: 'me' },
        'owner',
        'must be text such as user:default/researcher or null',
      ],
      [
        { title: 'x', author: 'me' },
        'author',
        'is not in the right form, for example user:default/researcher',
      ],
      [
        { title: 'x', due: 'tomorrow' },
        'due',
        'must be a date and time with a zone, for example 2027-03-16T08:00:00Z, from 1970 to 2200',
      ],
      [{ title: 'x', tags: 'a' }, 'tags', 'must be a list'],
      [
        { title: 'x', tags: ['a', 'toolong'] },
        'tags/1',
        'must not be longer than 5 characters',
      ],
      [
        { title: 'x', tags: ['a', 'b', 'a'] },
        'tags/2',
        'must not repeat another entry',
      ],
      [
        { title: 'x', extra: { 'a/b~c': -1 } },
        'extra/a/b~c',
        'must not be less than 0',
      ],
      [[], 'body', 'must be an object'],
    ])('%j is refused', async (body, field, problem) => {
      const response = await post(body);
      expect(response.status).toBe(400);
      expect(response.body.error.name).toBe('InputError');
      expect(fieldsOf(response)).toEqual({ [field]: `${field} ${problem}` });
    });

    it('is told all that is wrong with it', async () => {
      const response = await post({ colour: 1, tags: [1, 2], nope: true });
      expect(Object.keys(fieldsOf(response)).sort()).toEqual([
        'colour',
        'nope',
        'tags/0',
        'tags/1',
        'title',
      ]);
      expect(response.body.error.message).toMatch(/; and 2 more$/);
    });

    it('is told at most twenty things', async () => {
      const many = Object.fromEntries(
        Array.from({ length: 100 }, (_, i) => [`unknown${i}`, i]),
      );
      const response = await post({ title: 'x', ...many });
      expect(response.body.fields).toHaveLength(20);
    });

    it('may be compressed', async () => {
      const response = await notes()
        .post(`${MOUNT}/notes`)
        .set('Content-Type', 'application/json; charset=UTF-8')
        .set('Content-Encoding', 'gzip')
        .serialize(body => body)
        .send(gzipSync('{"title":"zipped"}') as unknown as object);
      expect(response.body.title).toBe('zipped');
    });

    it('may be left out where it is optional', async () => {
      const response = await notes().post(`${MOUNT}/notes/search`);
      expect(response.body).toEqual({ searched: 'nothing' });
    });

    it('has a limit', async () => {
      const app = serve(notesDocument(), notesHandlers(), { bodyLimit: '1kb' });
      const response = await request(app)
        .post(`${MOUNT}/notes`)
        .send({ title: 'x'.repeat(2000) });
      expect(response.status).toBe(413);
      expect(response.body.error).toEqual({
        name: 'PayloadTooLargeError',
        message: 'The body must not be larger than 1kb',
      });
    });
  });

  describe('errors', () => {
    const failing = async (error: unknown) => {
      const logger = mockServices.logger.mock();
      const app = serve(
        notesDocument(),
        notesHandlers({ getNote: () => Promise.reject(error) }),
        { logger },
      );
      const response = await request(app).get(`${MOUNT}/notes/${ID}`);
      return { response, logger };
    };

    it.each([
      [304, new NotModifiedError()],
      [400, new InputError('No')],
      [403, new NotAllowedError('No')],
      [404, new NotFoundError('No')],
      [409, new ConflictError('No')],
      [412, new PreconditionFailedError('No')],
      [422, new UnprocessableError('No')],
      [503, new ServiceUnavailableError('No')],
      [418, Object.assign(new Error('No'), { name: 'Teapot', status: 418 })],
    ])('answers %d for %s', async (status, error) => {
      const { response } = await failing(error);
      expect(response.status).toBe(status);
      expect(response.body).toEqual(
        status === 304
          ? {}
          : {
              error: { name: error.name, message: 'No' },
              request: { method: 'GET', url: `/notes/${ID}` },
              response: { statusCode: status },
            },
      );
    });

    it('puts details beside the error', async () => {
      const conflicts = [{ resourceRef: 'resource:default/a' }];
      const { response } = await failing(
        withDetails(new ConflictError('Taken'), {
          conflicts,
          suggestions: [],
        }),
      );
      expect(response.status).toBe(409);
      expect(response.body).toEqual({
        error: { name: 'ConflictError', message: 'Taken' },
        request: { method: 'GET', url: `/notes/${ID}` },
        response: { statusCode: 409 },
        conflicts,
        suggestions: [],
      });
    });

    it.each([
      ['an unknown error', new Error('insert into secrets values (1)')],
      ['a bug', new TypeError('secrets is undefined')],
      [
        "another server's answer",
        Object.assign(new Error('secrets: 404'), {
          name: 'ResponseError',
          statusCode: 404,
        }),
      ],
      [
        'an error not to be shown',
        Object.assign(new Error('secrets'), { status: 400, expose: false }),
      ],
      [
        'a status of the server',
        Object.assign(new Error('secrets'), { status: 502 }),
      ],
      ['no error at all', 'secrets'],
      ['nothing', undefined],
      ["Express's word for the next route", 'route'],
    ])('logs and hides %s', async (_, error) => {
      const anyError = expect.any(Error);
      const logged = error instanceof Error ? error : anyError;
      const { response, logger } = await failing(error);
      expect(response.status).toBe(500);
      expect(response.body.error).toEqual({
        name: 'Error',
        message: 'Something went wrong on the server',
      });
      expect(response.text).not.toMatch(/secrets|stack/);
      expect(logger.error).toHaveBeenCalledWith(
        `GET ${MOUNT}/notes/${ID} failed`,
        logged,
      );
    });

    it('keeps the cause of an error to itself', async () => {
      const { response } = await failing(
        new ConflictError(
          'The name is taken',
          new Error('insert into secrets values (1)'),
        ),
      );
      expect(response.body.error.message).toBe('The name is taken');
    });
  });

  it('works in a backend, behind its own authentication', async () => {
    const plugin = createBackendPlugin({
      pluginId: 'test',
      register(env) {
        env.registerInit({
          deps: {
            http: coreServices.httpRouter,
            httpAuth: coreServices.httpAuth,
            logger: coreServices.logger,
          },
          async init({ http, httpAuth, logger }) {
            http.use(
              createOpenApiRouter<NotesOperations>(
                { document: notesDocument(), httpAuth, logger },
                notesHandlers(),
              ),
            );
          },
        });
      },
    });
    const { server } = await startTestBackend({ features: [plugin] });
    const anonymous = mockCredentials.none.header();

    const ok = await request(server).get(`${MOUNT}/notes?limit=3`);
    expect(ok.body).toEqual({ limit: 3 });
    const bad = await request(server).post(`${MOUNT}/notes`).send({});
    expect(bad.status).toBe(400);
    expect(fieldsOf(bad)).toEqual({ title: 'title is required' });
    const service = await request(server)
      .get(`${MOUNT}/notes`)
      .set('Authorization', mockCredentials.service.header());
    expect(service.status).toBe(200);
    for (const path of ['/notes', '/openapi.json']) {
      const response = await request(server)
        .get(`${MOUNT}${path}`)
        .set('Authorization', anonymous);
      expect(response.status).toBe(401);
    }
  });
});
