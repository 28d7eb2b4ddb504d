import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useQuery } from '@tanstack/react-query';
import type { Owner } from '../lib/draft';

const OWNERS_STAY_MS = 300_000;

/**
 * Who may own what is asked for, with titles and kinds of groups from the
 * catalog; by ref alone where it does not know them.
 */
export function useOwners(refs: readonly string[] | undefined) {
  const catalog = useApi(catalogApiRef);
  return useQuery({
    queryKey: ['service-requests', 'owners', refs],
    enabled: refs !== undefined,
    staleTime: OWNERS_STAY_MS,
    retry: false,
    queryFn: async (): Promise<Owner[]> => {
      const { items } = await catalog.getEntitiesByRefs({
        entityRefs: [...refs!],
        fields: ['kind', 'metadata', 'spec.type', 'spec.profile'],
      });
      const known = new Map(
        items
          .filter(entity => entity !== undefined)
          .map(entity => [stringifyEntityRef(entity), entity]),
      );
      return refs!.map(ref => {
        const entity = known.get(ref);
        const { type, profile } = (entity?.spec ?? {}) as {
          type?: string;
          profile?: { displayName?: string };
        };
        return {
          ref,
          type,
          title: profile?.displayName ?? entity?.metadata.title,
        };
      });
    },
  });
}
