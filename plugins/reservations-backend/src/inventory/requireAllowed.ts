import { NotAllowedError } from '@backstage/errors';
import type { Inventory, SiteFacts } from '../domain/Inventory';
import { notFound } from '../errors';
import type { Access } from '../permissions/Access';

/** How every list of the inventory is asked for. */
export interface PageQuery {
  q?: string;
  cursor?: string;
  limit: number;
}

/** What a command needs, and how a refusal says it. */
export interface Needed<T> {
  access: Access<T>;
  what: string;
}

/** Throws a 404 for what the caller does not see, a 403 for what they may not. */
export function requireAllowed<T>(
  item: T | undefined,
  read: Access<T>,
  kind: string,
  ref: string,
  needed: Needed<T>,
): void {
  if (item === undefined || !read.allows(item)) {
    throw notFound(kind, ref);
  }
  if (!needed.access.allows(item)) {
    throw new NotAllowedError(`You may not ${needed.what}`);
  }
}

/** The same for a site named by its ref. */
export function requireSite(
  inventory: Inventory,
  ref: string,
  read: Access<SiteFacts>,
  needed: Needed<SiteFacts>,
): void {
  requireAllowed(inventory.siteByRef(ref), read, 'site', ref, needed);
}
