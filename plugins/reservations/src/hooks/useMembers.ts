import type {
  MemberOutcome,
  SiteMembersChange,
} from '@callboard/backstage-plugin-reservations-common';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { queryKeys } from '../api/queryKeys';
import { useReservationsClient } from './useReservationsClient';

/** Who administers a site and who is a member of it. */
export function useMembers(siteId: string) {
  const client = useReservationsClient();
  return useQuery({
    queryKey: [...queryKeys.members, siteId],
    queryFn: async ({ signal }) => {
      const { data } = await client.GET('/sites/{id}/members', {
        params: { path: { id: siteId } },
        signal,
      });
      return data!.items;
    },
  });
}

/** Many at once; the answer says of each what became of it. */
export function useChangeMembers(siteId: string) {
  const client = useReservationsClient();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (change: SiteMembersChange): Promise<MemberOutcome[]> => {
      const { data } = await client.POST('/sites/{id}/members', {
        params: { path: { id: siteId }, header: {} },
        body: change,
      });
      return data!.results;
    },
    // Who is a member decides what is seen: of everything.
    onSettled: () =>
      queryClient.invalidateQueries({ queryKey: ['reservations'] }),
  });
}
