import type { Resource } from '@callboard/backstage-plugin-reservations-common';
import { useMemo } from 'react';
import { useResources } from '../../hooks/useInventory';
import { ancestors, descendants } from '../explore/resourceTree';

/**
 * A resource, what it is part of and what is part of it: whatever books one of
 * these takes the resource's own time.
 */
export function useRelatedRefs(resource: Resource): string[] {
  const { data: all } = useResources({ site: resource.siteRef });
  return useMemo(() => {
    const related = all
      ? [...ancestors(all, resource), ...descendants(all, resource.entityRef)]
      : [];
    return [resource.entityRef, ...related.map(r => r.entityRef)];
  }, [all, resource]);
}
