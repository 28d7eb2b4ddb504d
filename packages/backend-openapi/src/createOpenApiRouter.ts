import { createHash } from 'node:crypto';
import { NotFoundError, toError } from '@backstage/errors';
import express, {
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import { createBodyReader } from './body';
import { compileOperation, type AnyHandler } from './compileOperation';
import { assertDocument, type OpenApiDocument } from './document';
import { createErrorMiddleware } from './errorMiddleware';
import { MethodNotAllowedError, refusedBy } from './errors';
import { readOperations, type Operation } from './operations';
import { SchemaValidators } from './SchemaValidators';
import type {
  CallerCredentials,
  Handlers,
  OpenApiRouterOptions,
} from './types';

/**
 * A router that has exactly the document's routes. Each request is
 * authenticated (401), its path read, authorized by the handler where it asks
 * for it (404, 403), then its headers, query and body are checked (400, 413,
 * 415, 428) before it is handled. All errors are answered here, in Backstage's
 * form. The document is at `/openapi.json`.
 *
 * @throws where a handler is missing or has no operation, and where the
 * document has what is not supported
 */
export function createOpenApiRouter<Operations>(
  options: OpenApiRouterOptions,
  handlers: Handlers<Operations>,
): Router {
  const { document, httpAuth, logger } = options;
  assertDocument(document, 'The document');
  const operations = readOperations(document);
  const byId = new Map<string, AnyHandler>(Object.entries(handlers));
  assertHandlers(operations, byId);

  const callers = new WeakMap<Request, CallerCredentials>();
  const asked = new WeakMap<Request, Operation>();
  const tools = {
    document,
    validators: SchemaValidators.create(document),
    readBody: createBodyReader(options.bodyLimit ?? '2mb'),
    callerOf: (req: Request) => callers.get(req)!,
  };

  const router = express.Router({ caseSensitive: true });
  router.get('/openapi.json', serveDocument(document, options.source));
  router.use(
    promised(async (req, _res, next) => {
      const credentials = await httpAuth.credentials(req, {
        allow: ['user', 'service'],
      });
      callers.set(req, credentials);
      next();
    }),
  );
  for (const [path, ofPath] of groupByPath(operations)) {
    const route = router.route(path.replace(/\{(\w+)\}/g, ':$1'));
    for (const operation of ofPath) {
      const run = compileOperation(operation, byId.get(operation.id)!, tools);
      route[operation.method](
        promised(async (req, res) => {
          asked.set(req, operation);
          await run(req, res);
        }),
      );
    }
    route.all(refuseMethod(ofPath));
  }
  router.use((_req, _res, next) => {
    next(new NotFoundError('There is nothing at this path'));
  });
  router.use(
    createErrorMiddleware(logger, (req, status, error) =>
      options.onRefused?.({
        status,
        error,
        req,
        operation: asked.get(req)?.id,
        credentials: callers.get(req),
        refused: refusedBy(error),
      }),
    ),
  );
  return router;
}

function assertHandlers(
  operations: Operation[],
  handlers: Map<string, AnyHandler>,
): void {
  const ids = new Set(operations.map(o => o.id));
  const missing = [...ids].filter(id => !handlers.has(id));
  const unknown = [...handlers.keys()].filter(id => !ids.has(id));
  if (missing.length > 0) {
    throw new Error(`No handler for ${missing.join(', ')}`);
  }
  if (unknown.length > 0) {
    throw new Error(`Not in the OpenAPI document: ${unknown.join(', ')}`);
  }
}

function groupByPath(operations: Operation[]): Map<string, Operation[]> {
  const groups = new Map<string, Operation[]>();
  for (const operation of operations) {
    groups.set(operation.path, [
      ...(groups.get(operation.path) ?? []),
      operation,
    ]);
  }
  return groups;
}

function serveDocument(
  document: OpenApiDocument,
  source: string | undefined,
): RequestHandler {
  const text = source?.trimStart().startsWith('{')
    ? source
    : JSON.stringify(document);
  const etag = `"${createHash('sha256').update(text).digest('base64url')}"`;
  return (_req, res) => {
    res.set('ETag', etag).type('application/json').send(text);
  };
}

function refuseMethod(operations: Operation[]): RequestHandler {
  const methods = operations.map(o => o.method.toUpperCase());
  const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : [])];
  return (req, res, next) => {
    res.set('Allow', allow.join(', '));
    next(
      new MethodNotAllowedError(
        `${req.method} is not possible here, only ${allow.join(', ')}`,
      ),
    );
  };
}

function promised(
  run: (
    req: Request,
    res: Response,
    next: (error?: unknown) => void,
  ) => Promise<void>,
): RequestHandler {
  return (req, res, next) => {
    run(req, res, next).catch((error: unknown) => next(toError(error)));
  };
}
