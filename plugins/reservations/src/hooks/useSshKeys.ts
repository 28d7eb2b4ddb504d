import type { NewSshKey } from '@callboard/backstage-plugin-reservations-common';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { queryKeys } from '../api/queryKeys';
import { useReservationsClient } from './useReservationsClient';

/** The signed-in person's own. */
export function useSshKeys() {
  const client = useReservationsClient();
  return useQuery({
    queryKey: queryKeys.sshKeys,
    queryFn: async ({ signal }) => {
      const { data } = await client.GET('/me/ssh-keys', { signal });
      return data!.items;
    },
  });
}

export function useAddSshKey() {
  const client = useReservationsClient();
  return useChange(async (key: NewSshKey) => {
    const { data } = await client.POST('/me/ssh-keys', { body: key });
    return data!;
  });
}

export function useRemoveSshKey() {
  const client = useReservationsClient();
  return useChange(async (id: string) => {
    await client.DELETE('/me/ssh-keys/{id}', { params: { path: { id } } });
  });
}

function useChange<I, O>(run: (input: I) => Promise<O>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSettled: () =>
      queryClient.invalidateQueries({ queryKey: queryKeys.sshKeys }),
  });
}
