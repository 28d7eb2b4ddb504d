import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApiHolder } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useQuery } from '@tanstack/react-query';

const MOST = 500;

export type Person = { entityRef: string; title: string };

/** People (and with `groups` teams) of the catalog, to choose from. */
export function usePeople(options: { groups?: boolean } = {}) {
  const catalog = useApiHolder().get(catalogApiRef);
  const kinds = options.groups ? ['User', 'Group'] : ['User'];
  return useQuery({
    queryKey: ['reservations', 'people', kinds],
    enabled: Boolean(catalog),
    staleTime: 5 * 60_000,
    queryFn: async (): Promise<Person[]> => {
      const { items } = await catalog!.queryEntities({
        filter: { kind: kinds },
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
