import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApiHolder } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useQuery } from '@tanstack/react-query';

const MOST = 500;

export type Person = { entityRef: string; title: string };

/** People of the catalog, to choose from. */
export function usePeople() {
  const catalog = useApiHolder().get(catalogApiRef);
  return useQuery({
    queryKey: ['reservations', 'people'],
    enabled: Boolean(catalog),
    staleTime: 5 * 60_000,
    queryFn: async (): Promise<Person[]> => {
      const { items } = await catalog!.queryEntities({
        filter: { kind: 'User' },
        fields: ['kind', 'metadata', 'spec.profile.displayName'],
        orderFields: { field: 'metadata.name', order: 'asc' },
        limit: MOST,
      });
      return items.map(entity => ({
        entityRef: stringifyEntityRef(entity),
        title:
          displayName(entity.spec) ??
          entity.metadata.title ??
          entity.metadata.name,
      }));
    },
  });
}

function displayName(spec: unknown): string | undefined {
  return (spec as { profile?: { displayName?: string } } | undefined)?.profile
    ?.displayName;
}
