import type { Preferences } from '@callboard/backstage-plugin-reservations-common';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { queryKeys } from '../api/queryKeys';
import { useReservationsClient } from './useReservationsClient';

/** What the signed-in person has chosen. */
export function usePreferences() {
  const client = useReservationsClient();
  return useQuery({
    queryKey: queryKeys.preferences,
    queryFn: async ({ signal }) => {
      const { data } = await client.GET('/me/preferences', { signal });
      return data!;
    },
  });
}

export function useSetPreferences() {
  const client = useReservationsClient();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (preferences: Preferences) => {
      const { data } = await client.PUT('/me/preferences', {
        body: preferences,
      });
      return data!;
    },
    onSuccess: saved => queryClient.setQueryData(queryKeys.preferences, saved),
  });
}
