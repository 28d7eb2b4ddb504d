import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  NotModifiedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { mockServices } from '@backstage/backend-test-utils';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { ID, notesHandlers } from './__testUtils__/callNotes';
import { notesDocument, type NotesOperations } from './__testUtils__/notes';
import { MOUNT, serve } from './__testUtils__/serve';
import {
  PreconditionFailedError,
  UnprocessableError,
  withDetails,
} from './errors';
import type { Handlers } from './types';

describe('how errors are answered', () => {
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

  it('tells the handler when the client has gone away', async () => {
    const logger = mockServices.logger.mock();
    const client = new AbortController();
    const gone = new Promise<string>(resolve => {
      const getNote: Handlers<NotesOperations>['getNote'] = ({ signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            reject(signal.reason);
            resolve(signal.reason.name);
          });
          client.abort();
        });
      const app = serve(notesDocument(), notesHandlers({ getNote }), {
        logger,
      });
      const server = app.listen(0, '127.0.0.1', () => {
        const { port } = server.address() as AddressInfo;
        fetch(`http://127.0.0.1:${port}${MOUNT}/notes/${ID}`, {
          signal: client.signal,
        }).catch(() => server.close());
      });
    });
    await expect(gone).resolves.toBe('AbortError');
    await new Promise(setImmediate);
    expect(logger.debug).toHaveBeenCalledTimes(1);
    expect(logger.error).not.toHaveBeenCalled();
  });
});
