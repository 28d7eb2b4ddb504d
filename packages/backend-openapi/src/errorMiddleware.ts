import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  isError,
  stringifyError,
  toError,
  type ErrorLike,
} from '@backstage/errors';
import type { ErrorRequestHandler, Request } from 'express';
import { type ErrorDetails, refusedBy } from './errors';
import type { Refusal } from './types';

const STATUS_BY_NAME: Record<string, number> = {
  NotModifiedError: 304,
  InputError: 400,
  AuthenticationError: 401,
  NotAllowedError: 403,
  NotFoundError: 404,
  ConflictError: 409,
  NotImplementedError: 501,
  ServiceUnavailableError: 503,
};
const DETAILS = ['fields', 'verdicts', 'conflicts', 'suggestions'] as const;
const UNEXPECTED = 'Something went wrong on the server';

/** What an error is answered with. */
export interface ErrorAnswer {
  status: number;
  name: string;
  message: string;
  details: ErrorDetails;
}

/**
 * Answers every error in Backstage's form, with the error's details beside it.
 * What was not thrown to be read by the caller is logged and answered with 500
 * and nothing of itself.
 */
export function createErrorMiddleware(
  logger: LoggerService,
  onRefused?: (
    req: Request,
    status: Refusal['status'],
    error: ErrorLike,
  ) => void,
): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    const answer = toErrorAnswer(error);
    if (isRefusal(answer.status, error)) {
      onRefused?.(req, answer.status, toError(error));
    }
    if (answer.status >= 500) {
      const what = `${req.method} ${req.baseUrl}${req.path} failed`;
      const cause = toError(error);
      const left = res.destroyed && cause.name === 'AbortError';
      logger[left ? 'debug' : 'error'](what, cause);
    }
    if (res.headersSent) {
      next(error);
      return;
    }
    if (answer.status === 304) {
      res.status(304).end();
      return;
    }
    const { status, name, message, details } = answer;
    res.status(status).json({
      error: { name, message },
      request: { method: req.method, url: req.url },
      response: { statusCode: status },
      ...details,
    });
  };
}

function isRefusal(
  status: number,
  error: unknown,
): status is Refusal['status'] {
  return (
    status === 401 ||
    status === 403 ||
    (status === 404 && refusedBy(error)?.hidden === true)
  );
}

/** For reports that hold an answer for each of several things. */
export function toErrorAnswer(error: unknown): ErrorAnswer {
  const unexpected = {
    status: 500,
    name: 'Error',
    message: UNEXPECTED,
    details: {},
  };
  if (!isError(error)) {
    return unexpected;
  }
  if (error.name === 'URIError' && statusOf(error) === 400) {
    return undecodablePath();
  }
  const status = statusOf(error);
  if (status === undefined) {
    return unexpected;
  }
  return {
    status,
    name: error.name,
    message: ownMessage(error) || 'The request was refused',
    details: detailsOf(error),
  };
}

/*
 * A status an error carries counts when it was made for the caller. That of a
 * ResponseError is another server's answer to us.
 */
function statusOf(error: ErrorLike): number | undefined {
  const known = STATUS_BY_NAME[error.name];
  if (known !== undefined) {
    return known;
  }
  const { statusCode, status, expose } = error;
  const own = statusCode ?? status;
  const forCaller = expose !== false && error.name !== 'ResponseError';
  return forCaller && Number.isInteger(own) && isClientError(own as number)
    ? (own as number)
    : undefined;
}

function isClientError(status: number): boolean {
  return status >= 400 && status <= 499;
}

/*
 * Backstage's errors append their cause to the message. The cause is for the
 * log; it may quote SQL.
 */
function ownMessage(error: ErrorLike): string {
  const { cause, message } = error;
  if (cause === undefined) {
    return message;
  }
  const appended = message.lastIndexOf(`caused by ${stringifyError(cause)}`);
  return appended === -1
    ? message
    : message.slice(0, appended).replace(/; $/, '');
}

function detailsOf(error: ErrorLike): ErrorDetails {
  const { details } = error;
  if (typeof details !== 'object' || details === null) {
    return {};
  }
  const given = details as Record<string, unknown>;
  return Object.fromEntries(
    DETAILS.filter(key => Array.isArray(given[key])).map(key => [
      key,
      given[key],
    ]),
  );
}

function undecodablePath(): ErrorAnswer {
  const message = 'path must be percent-encoded UTF-8';
  return {
    status: 400,
    name: 'InputError',
    message,
    details: { fields: [{ field: 'path', message }] },
  };
}
