import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import {
  notesDocument,
  notesSource,
  type NotesOperations,
} from './__testUtils__/notes';
import {
  fieldsOf,
  ID,
  note,
  notes,
  notesHandlers,
} from './__testUtils__/callNotes';
import { MOUNT, serve } from './__testUtils__/serve';
import { createOpenApiRouter } from './createOpenApiRouter';
import { loadOpenApiDocument } from './document';
import type { Handlers } from './types';

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
