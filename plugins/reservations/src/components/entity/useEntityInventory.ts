import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useResources, useSites } from '../../hooks/useInventory';
import { isSiteEntity } from './isManaged';

/** What the inventory knows of the entity whose page this is. */
export function useEntityInventory() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const isSite = isSiteEntity(entity);
  const sites = useSites();
  const resources = useResources(
    isSite ? { site: entityRef } : { ref: [entityRef], archived: true },
  );
  const query = isSite ? sites : resources;
  return {
    entityRef,
    isSite,
    site: isSite
      ? sites.data?.find(site => site.entityRef === entityRef)
      : undefined,
    resource: isSite ? undefined : resources.data?.[0],
    /** At the site. */
    resources: isSite ? (resources.data ?? []) : [],
    isPending: query.isPending,
    error: query.data ? undefined : query.error,
    refetch: query.refetch,
  };
}
