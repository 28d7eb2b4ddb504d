import type { SandboxBehaviour } from '@callboard/backstage-plugin-service-requests-common';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { queryKeys } from '../api/queryKeys';
import { useServiceRequestsClient } from './useServiceRequestsClient';

/** Afterwards, and after a refusal too, what is on screen is asked for again. */
function useServiceMutation<T, R>(run: (input: T) => Promise<R>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSettled: () =>
      Promise.all(
        [queryKeys.services, queryKeys.summary].map(queryKey =>
          queryClient.invalidateQueries({ queryKey }),
        ),
      ),
  });
}

/** Moves the day on which a service ends. */
export function useExtendService() {
  const client = useServiceRequestsClient();
  return useServiceMutation(
    async (input: { id: string; endDate: string; reason?: string }) => {
      const { id, ...body } = input;
      const { data } = await client.POST('/services/{id}/extend', {
        params: { path: { id } },
        body,
      });
      return data!;
    },
  );
}

/** Tells the sandbox how a service is to behave. */
export function useSetSandbox() {
  const client = useServiceRequestsClient();
  return useServiceMutation(
    async (input: { id: string; behaviour: SandboxBehaviour }) => {
      const { data } = await client.PUT('/services/{id}/sandbox', {
        params: { path: { id: input.id } },
        body: { behaviour: input.behaviour },
      });
      return data!;
    },
  );
}
