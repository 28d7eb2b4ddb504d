import type { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError, toError } from '@backstage/errors';
import { createHash } from 'node:crypto';
import express, {
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import { TooManyFetchesError } from './FetchLimit';
import type { FeedsService } from './FeedsService';

/*
 * The address is the key. Backstage's root router logs the path of every request
 * (`req.originalUrl`, when the answer has been sent), and so would put the keys
 * of all calendars into the log. Whatever comes in here therefore forgets its
 * path before anything else happens. `hideFeedTokens` does the same at the very
 * front, for the answers that are given before a plugin is reached (503 while
 * it starts, 429 by `backend.rateLimit`).
 *
 * A token that is malformed, unknown, revoked, or of somebody who may no longer
 * see what the feed is about gets one and the same answer.
 */

const PREFIX = '/feeds';
const HIDDEN = '(hidden)';
const RETRY_AFTER_SECONDS = 30;

/** What the portal must not ask credentials for: the address is enough. */
export const feedPath = PREFIX;

/** Serves calendars at `/feeds/{token}.ics`, and nothing else below `/feeds`. */
export function createFeedRouter(options: {
  feeds: Pick<FeedsService, 'read'>;
  logger: LoggerService;
}): Router {
  const { feeds, logger } = options;
  const router = express.Router();
  router.use(PREFIX, (req, res) => {
    const token = /^\/([^/]*)\.ics$/.exec(req.path)?.[1] ?? '';
    req.originalUrl = `${req.baseUrl}/${HIDDEN}`;
    res.set({
      'Cache-Control': 'private, no-cache',
      'Referrer-Policy': 'no-referrer',
      'X-Robots-Tag': 'noindex',
    });
    answer(feeds, token, req, res).catch((error: unknown) =>
      refuse(error, req, res, logger),
    );
  });
  return router;
}

/**
 * Keeps the tokens of feeds, and of links to check in, out of the log from the
 * first middleware on. To be used in the
 * `configure` of the root HTTP router, before `applyDefaults`.
 */
export function hideFeedTokens(): RequestHandler {
  return (req, _res, next) => {
    req.originalUrl = req.originalUrl.replace(
      /^(\/api\/reservations\/(?:feeds|check-in))\/.*$/is,
      `$1/${HIDDEN}`,
    );
    next();
  };
}

async function answer(
  feeds: Pick<FeedsService, 'read'>,
  token: string,
  req: Request,
  res: Response,
): Promise<void> {
  if (req.method !== 'GET' && req.method !== 'HEAD') {
    res.set('Allow', 'GET, HEAD');
    say(res, req, 405, 'MethodNotAllowedError', 'A feed can only be read');
    return;
  }
  const text = await feeds.read(token);
  if (text === undefined) {
    say(res, req, 404, 'NotFoundError', 'There is no such calendar feed');
    return;
  }
  const digest = createHash('sha256').update(text).digest('base64url');
  res
    .set({
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': 'inline; filename="callboard.ics"',
      // Weak: the answer may be compressed on its way.
      ETag: `W/"${digest}"`,
    })
    .send(text);
}

function refuse(
  error: unknown,
  req: Request,
  res: Response,
  logger: LoggerService,
): void {
  if (error instanceof TooManyFetchesError) {
    res.set('Retry-After', String(error.retryAfterSeconds));
    say(res, req, 429, error.name, error.message);
    return;
  }
  const unavailable = error instanceof ServiceUnavailableError;
  logger[unavailable ? 'warn' : 'error'](
    'A calendar feed could not be read',
    toError(error),
  );
  if (unavailable) {
    res.set('Retry-After', String(RETRY_AFTER_SECONDS));
    say(res, req, 503, error.name, 'It cannot be said who may read this now');
  } else {
    say(res, req, 500, 'Error', 'Something went wrong on the server');
  }
}

/** An error in Backstage's form, without the path, which is the key. */
function say(
  res: Response,
  req: Request,
  statusCode: number,
  name: string,
  message: string,
): void {
  res.status(statusCode).json({
    error: { name, message },
    request: { method: req.method, url: `${PREFIX}/${HIDDEN}` },
    response: { statusCode },
  });
}
