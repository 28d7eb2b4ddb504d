import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import express, { type Request, type Response, type Router } from 'express';
import { TooManyFetchesError } from '../feeds/FetchLimit';
import { CHECK_IN_PATH, type CheckInLinks } from './CheckInLinks';
import { cardPage, languageOf, sentencePage } from './checkInPage';

/**
 * Serves what links to check in lead to: a GET shows a page and changes nothing
 * (mail programs follow links to look at them), a POST from its button checks in.
 * As with calendar feeds the address is the key, so the log does not see it, and
 * every address that is not good gets the same answer.
 */
export function createCheckInRouter(options: {
  links: Pick<CheckInLinks, 'look' | 'use'>;
  logger: LoggerService;
}): Router {
  const { links, logger } = options;
  const router = express.Router();
  router.use(CHECK_IN_PATH, (req, res) => {
    const token = req.path.slice(1);
    req.originalUrl = `${req.baseUrl}/(hidden)`;
    res.set({
      'Cache-Control': 'no-store',
      'Content-Security-Policy':
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
      'Referrer-Policy': 'no-referrer',
      'X-Robots-Tag': 'noindex',
    });
    answer(links, token, req, res).catch((error: unknown) =>
      refuse(error, req, res, logger),
    );
  });
  return router;
}

async function answer(
  links: Pick<CheckInLinks, 'look' | 'use'>,
  token: string,
  req: Request,
  res: Response,
): Promise<void> {
  const language = languageOf(req.get('accept-language'));
  if (!['GET', 'HEAD', 'POST'].includes(req.method)) {
    res.set('Allow', 'GET, HEAD, POST').sendStatus(405);
    return;
  }
  const card = await (req.method === 'POST'
    ? links.use(token)
    : links.look(token));
  res
    .status(card ? 200 : 404)
    .type('html')
    .send(card ? cardPage(card, language) : sentencePage('unknown', language));
}

function refuse(
  error: unknown,
  req: Request,
  res: Response,
  logger: LoggerService,
): void {
  const language = languageOf(req.get('accept-language'));
  if (error instanceof TooManyFetchesError) {
    res
      .status(429)
      .set('Retry-After', String(error.retryAfterSeconds))
      .type('html')
      .send(sentencePage('tooOften', language));
    return;
  }
  logger.error('Nobody could check in by a link', toError(error));
  res.status(500).type('html').send(sentencePage('failed', language));
}
