import type { NewFeedToken } from '@callboard/backstage-plugin-reservations-common';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { queryKeys } from '../api/queryKeys';
import { useReservationsClient } from './useReservationsClient';

/** The signed-in person's own, without their addresses. */
export function useFeedTokens() {
  const client = useReservationsClient();
  return useQuery({
    queryKey: queryKeys.feedTokens,
    queryFn: async ({ signal }) => {
      const { data } = await client.GET('/me/feed-tokens', { signal });
      return data!.items;
    },
  });
}

/** Its answer is the only one with the address in it. */
export function useCreateFeedToken() {
  const client = useReservationsClient();
  return useChange(async (feed: NewFeedToken) => {
    const { data } = await client.POST('/me/feed-tokens', {
      params: { header: {} },
      body: feed,
    });
    return data!;
  });
}

export function useRevokeFeedToken() {
  const client = useReservationsClient();
  return useChange(async (id: string) => {
    await client.DELETE('/me/feed-tokens/{id}', { params: { path: { id } } });
  });
}

function useChange<I, O>(run: (input: I) => Promise<O>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSettled: () =>
      queryClient.invalidateQueries({ queryKey: queryKeys.feedTokens }),
  });
}
