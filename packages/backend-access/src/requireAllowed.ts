import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { refusing } from '@callboard/backend-openapi';
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

/** {@link notFound} for what is there: to the caller the same, and on record. */
export function notVisible(kind: string, ref: string): NotFoundError {
  return refusing(notFound(kind, ref), { kind, ref, hidden: true });
}

/** {@link notVisible} for something, {@link notFound} for nothing. */
export function notForCaller(
  item: unknown,
  kind: string,
  ref: string,
): NotFoundError {
  return item === undefined ? notFound(kind, ref) : notVisible(kind, ref);
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
    throw notForCaller(item, kind, ref);
  }
  if (!needed.access.allows(item)) {
    const { what } = needed;
    throw refusing(new NotAllowedError(`You may not ${what}`), {
      kind,
      ref,
      what,
    });
  }
}
