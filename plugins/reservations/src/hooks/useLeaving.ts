import { useApi } from '@backstage/frontend-plugin-api';
import type { OffboardRequest } from '@callboard/backstage-plugin-reservations-common';
import {
  FINAL_REQUEST_STATUSES,
  type Request as ServiceRequest,
} from '@callboard/backstage-plugin-service-requests-common';
import { allPages } from '@callboard/frontend-kit';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { queryKeys } from '../api/queryKeys';
import { serviceRequestsApiRef } from '../api/serviceRequestsApi';
import { webhooksApiRef } from '../api/webhooksApi';
import { useReservationsClient } from './useReservationsClient';

/** People whom the catalog does not know any more, with something left. */
export function useDeparted() {
  const client = useReservationsClient();
  return useQuery({
    queryKey: [...queryKeys.leaving, 'departed'],
    queryFn: async ({ signal }) => {
      const { data } = await client.GET('/departed', { signal });
      return data!;
    },
  });
}

/** What a person would leave behind. */
export function useCommitments(ref: string) {
  const client = useReservationsClient();
  return useQuery({
    queryKey: [...queryKeys.leaving, 'commitments', ref],
    queryFn: async ({ signal }) => {
      const { data } = await client.GET('/people/{ref}/commitments', {
        params: { path: { ref } },
        signal,
      });
      return data!;
    },
  });
}

/** The webhook endpoints that are theirs; an error where none can be asked. */
export function useEndpointsOf(ref: string) {
  const client = useApi(webhooksApiRef);
  return useQuery({
    queryKey: [...queryKeys.leaving, 'endpoints', ref],
    retry: false,
    queryFn: async ({ signal }) => {
      const endpoints = await allPages(async cursor => {
        const { data } = await client.GET('/endpoints', {
          params: { query: { cursor } },
          signal,
        });
        return data!;
      });
      return endpoints.filter(({ owner }) => owner === ref);
    },
  });
}

/**
 * Requests for services that they made or own and that are not over, and the
 * services that are theirs; an error where none can be asked.
 */
export function useServicesOf(ref: string) {
  const client = useApi(serviceRequestsApiRef);
  return useQuery({
    queryKey: [...queryKeys.leaving, 'services', ref],
    retry: false,
    queryFn: async ({ signal }) => {
      const requestsWith = (who: { owner: string } | { requestedBy: string }) =>
        allPages(async cursor => {
          const { data } = await client.GET('/requests', {
            params: { query: { ...who, cursor } },
            signal,
          });
          return data!;
        });
      const requests = new Map<string, ServiceRequest>();
      for (const request of [
        ...(await requestsWith({ requestedBy: ref })),
        ...(await requestsWith({ owner: ref })),
      ]) {
        if (!FINAL_REQUEST_STATUSES.includes(request.status)) {
          requests.set(request.id, request);
        }
      }
      const services = await allPages(async cursor => {
        const { data } = await client.GET('/services', {
          params: { query: { owner: ref, cursor } },
          signal,
        });
        return data!;
      });
      return { requests: [...requests.values()], services };
    },
  });
}

export function useOffboard(ref: string) {
  const client = useReservationsClient();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (request: OffboardRequest) => {
      const { data } = await client.POST('/people/{ref}/offboard', {
        params: { path: { ref }, header: {} },
        body: request,
      });
      return data!.results;
    },
    onSettled: () =>
      queryClient.invalidateQueries({ queryKey: ['reservations'] }),
  });
}
