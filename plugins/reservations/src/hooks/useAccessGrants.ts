import type {
  AccessGrant,
  NewAccessGrant,
} from '@callboard/backstage-plugin-reservations-common';
import { ifMatch } from '@callboard/backstage-plugin-reservations-common';
import { allPages } from '@callboard/frontend-kit';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { POLL_INTERVAL_MS, queryKeys } from '../api/queryKeys';
import { useReservationsClient } from './useReservationsClient';

const PAGE = 500;
const MINE = 100;

/** Those that the caller may see; of one site where given. */
export function useAccessGrants(
  filter: { site?: string; status?: AccessGrant['status'][] } = {},
) {
  const client = useReservationsClient();
  return useQuery({
    queryKey: [...queryKeys.accessGrants, 'all', filter],
    refetchInterval: POLL_INTERVAL_MS,
    queryFn: ({ signal }) =>
      allPages(async cursor => {
        const { data } = await client.GET('/access-grants', {
          params: { query: { ...filter, cursor, limit: PAGE } },
          signal,
        });
        return data!;
      }),
  });
}

/** What is, will be or was open to the signed-in person by a grant. */
export function useMyAccessGrants() {
  const client = useReservationsClient();
  return useQuery({
    queryKey: [...queryKeys.accessGrants, 'mine'],
    refetchInterval: POLL_INTERVAL_MS,
    queryFn: async ({ signal }) => {
      // The latest to end come first: what is long over is not asked for.
      const { data } = await client.GET('/me/access-grants', {
        params: { query: { limit: MINE } },
        signal,
      });
      return data!.items;
    },
  });
}

function useGrantMutation<I>(run: (input: I) => Promise<AccessGrant>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSettled: () =>
      queryClient.invalidateQueries({ queryKey: queryKeys.accessGrants }),
  });
}

export function useCreateGrant() {
  const client = useReservationsClient();
  return useGrantMutation(
    async (input: { grant: NewAccessGrant; idempotencyKey: string }) => {
      const { data } = await client.POST('/access-grants', {
        params: { header: { 'Idempotency-Key': input.idempotencyKey } },
        body: input.grant,
      });
      return data!;
    },
  );
}

export function useChangeGrant() {
  const client = useReservationsClient();
  return useGrantMutation(
    async (input: { grant: AccessGrant; until: string }) => {
      const { data } = await client.PATCH('/access-grants/{id}', {
        params: {
          path: { id: input.grant.id },
          header: { 'If-Match': ifMatch(input.grant) },
        },
        body: { until: input.until },
      });
      return data!;
    },
  );
}

export function useRevokeGrant() {
  const client = useReservationsClient();
  return useGrantMutation(async (id: string) => {
    const { data } = await client.POST('/access-grants/{id}/revoke', {
      params: { path: { id }, header: {} },
    });
    return data!;
  });
}
