import type { Entity } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  type CatalogApi,
  catalogApiRef,
} from '@backstage/plugin-catalog-react';
import { SERVICE_LABEL } from '@callboard/backstage-plugin-service-requests-common';
import { useQuery } from '@tanstack/react-query';
import { queryKeys } from '../api/queryKeys';
import { dependentsOf } from '../lib/serviceMap';

const MAP_STAYS_MS = 15_000;
const REFS_AT_ONCE = 500;

const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'metadata.labels',
  'spec.type',
  'relations',
];

/** Every service in the catalog that the caller may see, and what depends on them. */
export function useServiceMap() {
  const catalog = useApi(catalogApiRef);
  return useQuery({
    queryKey: [...queryKeys.services, 'map'],
    staleTime: MAP_STAYS_MS,
    refetchInterval: 2 * MAP_STAYS_MS,
    queryFn: async () => {
      const services = await everyService(catalog);
      const applications = await known(catalog, dependentsOf(services));
      return { services, applications };
    },
  });
}

async function everyService(catalog: CatalogApi): Promise<Entity[]> {
  const { items } = await catalog.getEntities({
    filter: { kind: 'Resource', [`metadata.labels.${SERVICE_LABEL}`]: 'true' },
    fields: FIELDS,
  });
  return items;
}

/** Those that exist and that the caller may see. */
async function known(
  catalog: CatalogApi,
  entityRefs: string[],
): Promise<Entity[]> {
  const found: Entity[] = [];
  for (let start = 0; start < entityRefs.length; start += REFS_AT_ONCE) {
    const { items } = await catalog.getEntitiesByRefs({
      entityRefs: entityRefs.slice(start, start + REFS_AT_ONCE),
      fields: FIELDS,
    });
    found.push(...items.filter((item): item is Entity => item !== undefined));
  }
  return found;
}
