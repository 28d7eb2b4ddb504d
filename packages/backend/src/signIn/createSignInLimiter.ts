import { Config, readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';

const CONFIG_KEY = 'callboard.signIn.rateLimit';
const DEFAULT_LIMIT = 300;
const DEFAULT_WINDOW_MS = 60_000;

/** What the portal's own plugins ask: who signed a token, whose it is. */
const INTERNAL_PATHS = /^\/(\.well-known\/|v1\/userinfo\b)/;

/**
 * Answers 429 to an address that asks the sign-in routes too often.
 *
 * Backstage has `backend.rateLimit.plugin.auth`, which was read and is not used:
 * it counts the portal's own plugins, which ask the auth plugin for keys and user
 * info, and it lets every request through whose connection comes from this
 * machine, so that behind a proxy on the same host there is no limit at all.
 *
 * An address is what Express takes it to be: behind a proxy, `backend.trustProxy`
 * must say so, or everybody comes from the proxy's. An IPv6 address counts as its
 * /56, which is what one customer has.
 */
export function createSignInLimiter(config: Config): RequestHandler {
  const section = config.getOptionalConfig(CONFIG_KEY);
  return rateLimit({
    limit: section?.getOptionalNumber('limit') ?? DEFAULT_LIMIT,
    windowMs: section?.has('window')
      ? durationToMilliseconds(
          readDurationFromConfig(section, { key: 'window' }),
        )
      : DEFAULT_WINDOW_MS,
    standardHeaders: 'draft-7',
    legacyHeaders: false,
    skip: request => INTERNAL_PATHS.test(request.path),
    keyGenerator: (request: Request) =>
      ipKeyGenerator(request.ip ?? request.socket.remoteAddress ?? ''),
    handler: (_request, response) => {
      response.status(429).json({
        error: {
          name: 'TooManyRequestsError',
          message: `Too many attempts to sign in from your network. Try again in ${response.getHeader(
            'Retry-After',
          )} seconds.`,
        },
        response: { statusCode: 429 },
      });
    },
    // Its own look at trustProxy takes the strictest setting for an error.
    validate: { trustProxy: false },
  });
}
