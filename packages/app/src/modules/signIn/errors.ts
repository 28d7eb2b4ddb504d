import { ResponseError } from '@backstage/errors';

/** The backend answered, and said no; not a network or server failure. */
export function isRefusal(error: unknown): error is ResponseError {
  return (
    error instanceof ResponseError &&
    error.statusCode >= 400 &&
    error.statusCode < 500
  );
}

/** The backend's own sentence where there is one. */
export function describeError(error: Error): string {
  return error instanceof ResponseError ? error.cause.message : error.message;
}
