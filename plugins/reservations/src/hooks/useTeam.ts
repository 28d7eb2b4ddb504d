import { useQuery } from '@tanstack/react-query';
import { queryKeys } from '../api/queryKeys';
import { useReservationsClient } from './useReservationsClient';

/** Whom the signed-in person leads: groups first, then people. */
export function useTeam() {
  const client = useReservationsClient();
  return useQuery({
    queryKey: queryKeys.team,
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const { data } = await client.GET('/me/team', { signal });
      return data!.items;
    },
  });
}
