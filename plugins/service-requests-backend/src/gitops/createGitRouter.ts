import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  AuthenticationError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import express, {
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import type { EmbeddedGitOps } from './EmbeddedGitOps';
import { readBody } from './readBody';
import { Slots } from './Slots';
import { UploadPack } from './UploadPack';

/** Where the router goes, below the plugin's own path. */
export const GIT_PATH = '/gitops.git';

export interface GitRouterOptions {
  gitops: Pick<EmbeddedGitOps, 'directory' | 'command' | 'branch'>;
  /** Whether this request may read; see `tokenOf` for its token. */
  authenticate(
    request: Request,
  ): Promise<'allowed' | 'denied' | 'unauthenticated'>;
  logger: LoggerService;
  /** git processes at a time; 4 by default. */
  maxProcesses?: number;
  /** Requests that wait for one; 32 by default. */
  maxWaiting?: number;
  /** How long they wait, milliseconds; 15 seconds by default. */
  patienceMs?: number;
  /** How long one request may take, milliseconds; 2 minutes by default. */
  timeoutMs?: number;
  /** Largest body after inflation, bytes; 1 MiB by default. */
  maxBodyBytes?: number;
}

const NOTHING = Buffer.alloc(0);
const SERVICE_HEAD = Buffer.from('001e# service=git-upload-pack\n0000');

/**
 * The repository of manifests for a stock git: `git clone` and `git fetch` over
 * the smart HTTP protocol (gitprotocol-http, versions 0 to 2), and nothing else.
 * Nothing of a request reaches git's arguments: there are two fixed commands.
 */
export function createGitRouter(options: GitRouterOptions): Router {
  const { gitops, authenticate, logger } = options;
  const { timeoutMs = 120_000, maxBodyBytes = 1024 * 1024 } = options;
  const uploadPack = UploadPack.create({
    program: { command: gitops.command, directory: gitops.directory },
    branch: gitops.branch,
    logger,
  });
  const slots = Slots.create({
    slots: options.maxProcesses ?? 4,
    waiting: options.maxWaiting ?? 32,
    patienceMs: options.patienceMs ?? 15_000,
  });

  const serve = async (
    request: Request,
    response: Response,
    advertise: boolean,
  ) => {
    const protocol = protocolOf(request);
    const signal = endOf(response, timeoutMs);
    const body = advertise
      ? NOTHING
      : await readBody(request, { limit: maxBodyBytes, signal });
    const giveBack = await slots.take(signal);
    try {
      await uploadPack.run({
        advertise,
        protocol,
        body,
        head: advertise && protocol !== 'version=2' ? SERVICE_HEAD : NOTHING,
        contentType: `application/x-git-upload-pack-${advertise ? 'advertisement' : 'result'}`,
        response,
        signal,
      });
    } finally {
      giveBack();
    }
  };

  const router = express.Router({ caseSensitive: true, strict: true });
  router.use(
    caught(async (request, response, next) => {
      const answer = await authenticate(request);
      if (answer === 'allowed') {
        next();
        return;
      }
      if (answer === 'denied') {
        throw new NotAllowedError('You may not read the manifests');
      }
      response.set(
        'WWW-Authenticate',
        'Basic realm="Callboard", charset="UTF-8"',
      );
      throw new AuthenticationError(
        'Use a token of the portal as the password, with any user name',
      );
    }),
  );
  router.get(
    '/info/refs',
    caught(async (request, response) => {
      if (request.query.service !== 'git-upload-pack') {
        throw readOnly();
      }
      await serve(request, response, true);
    }),
  );
  router.post(
    '/git-upload-pack',
    caught(async (request, response) => {
      if (!request.is('application/x-git-upload-pack-request')) {
        throw new NotFoundError('Only git asks here');
      }
      await serve(request, response, false);
    }),
  );
  router.all('/git-receive-pack', () => {
    throw readOnly();
  });
  router.use(() => {
    throw new NotFoundError('There is nothing here but a git repository');
  });
  return router;
}

/** Express 4 does not see what an async handler throws. */
function caught(
  handler: (
    request: Request,
    response: Response,
    next: NextFunction,
  ) => Promise<void>,
): RequestHandler {
  return (request, response, next) => {
    handler(request, response, next).catch(next);
  };
}

function readOnly(): NotAllowedError {
  return new NotAllowedError(
    'This repository is read-only, and spoken to by the smart protocol: open a request in the portal to change it',
  );
}

function protocolOf(request: Request): string | undefined {
  const header = request.get('Git-Protocol');
  return header === 'version=2' || header === 'version=1' ? header : undefined;
}

/** Aborts when nobody listens any more, or when it takes too long. */
function endOf(response: Response, timeoutMs: number): AbortSignal {
  const end = new AbortController();
  const timer = setTimeout(() => end.abort(), timeoutMs);
  response.on('close', () => {
    clearTimeout(timer);
    end.abort();
  });
  return end.signal;
}
