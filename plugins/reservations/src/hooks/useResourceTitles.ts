import { useCallback, useMemo } from 'react';
import { useResources } from './useInventory';

/** A resource's title by its ref; its name where it is not in sight. */
export function useResourceTitles() {
  const { data: resources } = useResources();
  const titles = useMemo(
    () => new Map(resources?.map(r => [r.entityRef, r.title])),
    [resources],
  );
  return useCallback(
    (entityRef: string) =>
      titles.get(entityRef) ?? entityRef.split('/').at(-1)!,
    [titles],
  );
}
