import {
  ifMatch,
  type NewOffering,
  type Offering,
  type OfferingChange,
} from '@callboard/backstage-plugin-service-requests-common';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { queryKeys } from '../api/queryKeys';
import { useServiceRequestsClient } from './useServiceRequestsClient';

function useOfferingMutation<T, R>(run: (input: T) => Promise<R>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSettled: () =>
      queryClient.invalidateQueries({ queryKey: queryKeys.offerings }),
  });
}

/** `idempotencyKey` is one per filled-in form, so that a retry creates once. */
export function useCreateOffering() {
  const client = useServiceRequestsClient();
  return useOfferingMutation(
    async (input: {
      document: NewOffering['document'];
      idempotencyKey: string;
    }) => {
      const { data } = await client.POST('/offerings', {
        params: { header: { 'Idempotency-Key': input.idempotencyKey } },
        body: { document: input.document },
      });
      return data!;
    },
  );
}

/** Makes a new version of an offering, ends it, or offers it again. */
export function useUpdateOffering() {
  const client = useServiceRequestsClient();
  return useOfferingMutation(
    async (input: { of: Offering; change: OfferingChange }) => {
      const { data } = await client.PATCH('/offerings/{name}', {
        params: {
          path: { name: input.of.name },
          header: { 'If-Match': ifMatch(input.of) },
        },
        body: input.change,
      });
      return data!;
    },
  );
}
