import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  catalogApiRef,
  entityPresentationApiRef,
} from '@backstage/plugin-catalog-react';
import { useQuery } from '@tanstack/react-query';
import { queryKeys } from '../api/queryKeys';

const MOST = 500;
const STALE_MS = 5 * 60_000;

export type Person = { entityRef: string; title: string };

/** People of the catalog, to choose from. */
export function usePeople() {
  const catalog = useApi(catalogApiRef);
  const presentation = useApi(entityPresentationApiRef);
  return useQuery({
    queryKey: queryKeys.people,
    staleTime: STALE_MS,
    queryFn: async (): Promise<Person[]> => {
      const { items } = await catalog.queryEntities({
        filter: { kind: 'User' },
        fields: ['kind', 'metadata', 'spec.profile.displayName'],
        orderFields: { field: 'metadata.name', order: 'asc' },
        limit: MOST,
      });
      return items.map(entity => ({
        entityRef: stringifyEntityRef(entity),
        title: presentation.forEntity(entity).snapshot.primaryTitle,
      }));
    },
  });
}
