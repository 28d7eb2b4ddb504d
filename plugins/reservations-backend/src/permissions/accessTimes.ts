import type { Access } from '@callboard/backend-access';
import { Grants } from '../domain/Grants';
import type { ResourceFacts } from '../domain/Inventory';
import { type Interval, merge } from '../domain/intervals';

/**
 * When a right to a resource holds: always, where it would without any access
 * grant; else for as long as the grants that give it.
 */
export function accessTimes(
  access: Access<ResourceFacts>,
  resource: ResourceFacts,
): Interval[] | 'always' {
  if (access.allows({ ...resource, grants: Grants.none })) {
    return 'always';
  }
  return merge(
    resource.grants
      .each()
      .filter(({ grants }) => access.allows({ ...resource, grants }))
      .map(({ time }) => time),
  );
}
