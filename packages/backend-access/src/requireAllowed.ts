import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type { Access } from './Access';

/** What a command needs, and how a refusal says it. */
export interface Needed<T> {
  access: Access<T>;
  what: string;
}

/** A 404 in one form for all: no telling "absent" from "not yours". */
export function notFound(kind: string, ref: string): NotFoundError {
  return new NotFoundError(`There is no ${kind} '${ref}'`);
}

/** Throws a 404 for what the caller does not see, a 403 for what they may not. */
export function requireAllowed<T>(
  item: T | undefined,
  read: Access<T>,
  kind: string,
  ref: string,
  needed: Needed<T>,
): asserts item is T {
  if (item === undefined || !read.allows(item)) {
    throw notFound(kind, ref);
  }
  if (!needed.access.allows(item)) {
    throw new NotAllowedError(`You may not ${needed.what}`);
  }
}
