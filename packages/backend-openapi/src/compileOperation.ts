import { NotFoundError } from '@backstage/errors';
import type { Request, Response } from 'express';
import { type BodyReader, createBodyReader } from './body';
import { isObject, type OpenApiDocument } from './document';
import { PreconditionRequiredError, invalidField } from './errors';
import { checkJson, checkText } from './hygiene';
import { parseIfMatch } from './ifMatch';
import type { Operation } from './operations';
import { compileQuery, type Parameter } from './query';
import type { SchemaValidators } from './SchemaValidators';
import type { CallerCredentials, OperationReply, ReplyStream } from './types';

/** A handler as the router sees it: what it is given has been checked. */
export type AnyHandler =
  | ((request: never) => Promise<OperationReply>)
  | {
      authorize?(request: never): Promise<void>;
      handle(request: never): Promise<OperationReply>;
    };

interface Tools {
  document: OpenApiDocument;
  validators: SchemaValidators;
  readBody: BodyReader;
  callerOf(req: Request): CallerCredentials;
}

/** Everything one operation does with a request, prepared once. */
export function compileOperation(
  operation: Operation,
  handler: AnyHandler,
  tools: Tools,
): (req: Request, res: Response) => Promise<void> {
  const { document, validators } = tools;
  const { authorize, handle } = parts(handler);
  const readParams = compilePath(operation.parameters.path, validators);
  const readHeaders = compileHeaders(operation.parameters.header, validators);
  const query = operation.parameters.query;
  const readQuery = compileQuery(document, query, validators);
  const readBody = compileBody(operation, tools);

  return async (req, res) => {
    const known = {
      params: readParams(req.params),
      credentials: tools.callerOf(req),
      signal: signalOf(res),
      req,
    };
    await authorize?.(known as never);
    const request = {
      ...known,
      headers: readHeaders(req),
      query: readQuery(req.url),
      body: await readBody(req, res),
    };
    const reply = await handle(request as never);
    await send(res, reply, operation.status);
  };
}

function parts(handler: AnyHandler) {
  return typeof handler === 'function'
    ? { authorize: undefined, handle: handler }
    : {
        authorize: handler.authorize?.bind(handler),
        handle: handler.handle.bind(handler),
      };
}

/** A path that does not fit the schema names no object: 404, not 400. */
function compilePath(parameters: Parameter[], validators: SchemaValidators) {
  const tests = parameters.map(({ name, schema }) => ({
    name,
    fits: validators.compileTest(schema.pointer),
    uuid: isObject(schema.node) && schema.node.format === 'uuid',
  }));
  return (params: Record<string, string>) => {
    const read: Record<string, string> = {};
    for (const { name, fits, uuid } of tests) {
      const text = params[name];
      checkText(text, `path.${name}`);
      if (!fits(text)) {
        throw new NotFoundError(`There is nothing with this ${name}`);
      }
      read[name] = uuid ? text.toLowerCase() : text;
    }
    return read;
  };
}

function compileHeaders(parameters: Parameter[], validators: SchemaValidators) {
  const headers = parameters.map(({ name, required }) => ({
    name,
    required,
    key: name.toLowerCase(),
    property: camelCase(name),
  }));
  const check = validators.compileMembers(
    parameters.map(p => ({
      ...p,
      pointer: p.schema.pointer,
      required: p.required && p.name !== 'If-Match',
    })),
    { prefix: 'header.', name: 'header' },
  );
  return (req: Request) => {
    const given: Record<string, string> = {};
    for (const { name, key } of headers) {
      const value = req.headers[key];
      if (typeof value === 'string') {
        checkText(value, `header.${name}`);
        given[name] = value;
      }
    }
    check(given);
    const read: Record<string, unknown> = {};
    for (const { name, required, property } of headers) {
      const value = given[name];
      if (name === 'If-Match') {
        read[property] = ifMatch(value, required);
      } else if (value !== undefined) {
        read[property] = value;
      }
    }
    return read;
  };
}

function ifMatch(value: string | undefined, required: boolean) {
  if (value !== undefined) {
    return parseIfMatch(value);
  }
  if (required) {
    throw new PreconditionRequiredError(
      'header.If-Match is required: send the ETag of what is changed',
    );
  }
  return undefined;
}

function camelCase(header: string): string {
  return header
    .toLowerCase()
    .replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

function compileBody({ body }: Operation, { validators, ...tools }: Tools) {
  if (!body) {
    return async () => undefined;
  }
  const check = validators.compileAt(body.pointer, {
    prefix: '',
    name: 'body',
  });
  const readBody = body.limit ? createBodyReader(body.limit) : tools.readBody;
  return async (req: Request, res: Response) => {
    const value = await readBody(req, res);
    if (value !== undefined) {
      check(value, body.anyText ? undefined : checkJson(value));
    } else if (body.required) {
      throw invalidField('body', 'is required');
    }
    return value;
  };
}

function signalOf(res: Response): AbortSignal {
  const controller = new AbortController();
  res.once('close', () => {
    if (!res.writableFinished) {
      controller.abort();
    }
  });
  return controller.signal;
}

async function send(
  res: Response,
  reply: OperationReply,
  status: number,
): Promise<void> {
  const text =
    reply.body === undefined ? undefined : JSON.stringify(reply.body);
  res.status(reply.status ?? status);
  for (const [name, value] of Object.entries(reply.headers ?? {})) {
    res.setHeader(name, value);
  }
  if (reply.etag !== undefined) {
    res.setHeader('ETag', `"${reply.etag}"`);
  }
  if (reply.stream) {
    await stream(res, reply.stream);
    return;
  }
  if (text !== undefined) {
    res.setHeader('Content-Type', 'application/json; charset=utf-8');
  }
  res.end(text);
}

async function stream(
  res: Response,
  { contentType, write }: ReplyStream,
): Promise<void> {
  res.setHeader('Content-Type', contentType);
  try {
    await write(res);
  } catch (error) {
    if (res.headersSent) {
      res.destroy();
    }
    throw error;
  }
  res.end();
}
