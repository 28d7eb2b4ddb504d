import { invalidField } from '@callboard/backend-openapi';
import type { Inventory, ResourceFacts } from './Inventory';

/** Throws a 400 naming `parentRef` when `parent` cannot be a parent on `siteId`. */
export function checkParent(
  parent: ResourceFacts | undefined,
  siteId: string,
): asserts parent is ResourceFacts {
  // In one sentence: another site's resource may not be the caller's to know of.
  if (!parent || parent.archived || parent.site.id !== siteId) {
    throw invalidField('parentRef', 'must be a resource of the same site');
  }
  if (parent.capacity !== undefined) {
    throw invalidField(
      'parentRef',
      'must not be a pool: a pool has units, not parts',
    );
  }
}

/** Throws a 400 when `resource` would become part of itself. */
export function checkNoCycle(
  resource: ResourceFacts,
  parent: ResourceFacts,
  inventory: Inventory,
): void {
  const chain = [parent, ...inventory.ancestors(parent)];
  if (chain.some(one => one.id === resource.id)) {
    throw invalidField(
      'parentRef',
      `must not be below ${resource.title}: that would be a cycle`,
    );
  }
}
