import type { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError, toError } from '@backstage/errors';
import {
  createErrorMiddleware,
  PayloadTooLargeError,
  UnsupportedMediaTypeError,
} from '@callboard/backend-openapi';
import express, {
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import { TooManyRequestsError } from './BadSignatures';
import type { CallbacksService } from './CallbacksService';

const MAX_BYTES = 64 * 1024;
const RETRY_AFTER_SECONDS = 10;

/** What the portal itself must not ask credentials for: signatures are. */
export const callbackPaths = [
  '/callbacks',
  '/notifications/webhook',
  '/webhooks/log',
];

/** Where receivers report. Of the body nothing is read but its bytes. */
export function createCallbackRouter(options: {
  callbacks: CallbacksService;
  logger: LoggerService;
}): Router {
  const { callbacks, logger } = options;
  const router = express.Router({ caseSensitive: true });
  const readRaw = express.raw({
    limit: MAX_BYTES,
    type: () => true,
    inflate: false,
  });
  const take =
    (status: number, report: (req: Request) => Promise<void>): RequestHandler =>
    async (req, res, next) => {
      try {
        await report(req);
        res.status(status).json({ accepted: true });
      } catch (error) {
        sayWhen(error, res);
        next(toError(error));
      }
    };

  router.post(
    '/callbacks/:deliveryId',
    readRaw,
    take(202, req =>
      callbacks.report({
        deliveryId: String(req.params.deliveryId),
        ...rawOf(req),
      }),
    ),
  );
  router.post(
    '/notifications/webhook',
    readRaw,
    take(200, req => callbacks.reportLegacy('notification', rawOf(req))),
  );
  router.post(
    '/webhooks/log',
    readRaw,
    take(200, req => callbacks.reportLegacy('log', rawOf(req))),
  );
  router.use(translateReadErrors, createErrorMiddleware(logger));
  return router;
}

function rawOf(req: Request) {
  const body: unknown = req.body;
  return {
    headers: req.headers,
    rawBody: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
  };
}

function sayWhen(error: unknown, res: Response): void {
  if (error instanceof TooManyRequestsError) {
    res.set('Retry-After', String(error.retryAfterSeconds));
  } else if (error instanceof ServiceUnavailableError) {
    res.set('Retry-After', String(RETRY_AFTER_SECONDS));
  }
}

function translateReadErrors(
  error: Error & { type?: string },
  _req: Request,
  _res: Response,
  next: (error: Error) => void,
): void {
  switch (error.type) {
    case 'entity.too.large':
      next(new PayloadTooLargeError('The body must not be larger than 64 KiB'));
      break;
    case 'encoding.unsupported':
      next(new UnsupportedMediaTypeError('The body must be sent as it is'));
      break;
    default:
      next(error);
  }
}
