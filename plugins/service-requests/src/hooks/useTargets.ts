import type { Service } from '@callboard/backstage-plugin-service-requests-common';
import { useQueries, useQuery } from '@tanstack/react-query';
import { queryKeys } from '../api/queryKeys';
import { useServiceRequestsClient } from './useServiceRequestsClient';

/** The services that are these catalog entities, by entity ref; once all are known. */
export function useTargets(entityRefs: readonly string[]) {
  const client = useServiceRequestsClient();
  return useQueries({
    queries: entityRefs.map(entityRef => ({
      queryKey: [...queryKeys.services, 'by-ref', entityRef],
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const { data } = await client.GET('/services', {
          params: { query: { entityRef, limit: 1 } },
          signal,
        });
        return data!.items[0] ?? null;
      },
    })),
    combine: results => ({
      error: results.find(({ error }) => error)?.error ?? null,
      services: results.every(({ data }) => data !== undefined)
        ? new Map(
            results
              .map(({ data }) => data)
              .filter((data): data is Service => Boolean(data))
              .map(service => [service.entityRef, service]),
          )
        : undefined,
    }),
  });
}

/** Catalog entities that need a service. */
export function useDependents(serviceId: string) {
  const client = useServiceRequestsClient();
  return useQuery({
    queryKey: [...queryKeys.services, 'dependents', serviceId],
    queryFn: async ({ signal }) => {
      const { data } = await client.GET('/services/{id}/dependents', {
        params: { path: { id: serviceId } },
        signal,
      });
      return data!;
    },
  });
}
