import type {
  Endpoint,
  EndpointChange,
  NewEndpoint,
  ReplayRequest,
} from '@callboard/backstage-plugin-webhooks-common';
import { ifMatch } from '@callboard/backstage-plugin-webhooks-common';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { queryKeys } from '../api/queryKeys';
import { useWebhooksClient } from './useWebhooksClient';

/**
 * What changes an endpoint or sends something. Afterwards, and after a refusal
 * too, what is on screen is asked for again.
 */
function useWebhookMutation<T, R>(run: (input: T) => Promise<R>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: queryKeys.endpoints }),
        queryClient.invalidateQueries({ queryKey: queryKeys.deliveries }),
      ]),
  });
}

/** `idempotencyKey` is one per filled-in form, so that a retry creates once. */
export function useCreateEndpoint() {
  const client = useWebhooksClient();
  return useWebhookMutation(
    async (input: { endpoint: NewEndpoint; idempotencyKey: string }) => {
      const { data } = await client.POST('/endpoints', {
        params: { header: { 'Idempotency-Key': input.idempotencyKey } },
        body: input.endpoint,
      });
      return data!;
    },
  );
}

export function useUpdateEndpoint() {
  const client = useWebhooksClient();
  return useWebhookMutation(
    async (input: { of: Endpoint; change: EndpointChange }) => {
      const { data } = await client.PATCH('/endpoints/{id}', {
        params: {
          path: { id: input.of.id },
          header: { 'If-Match': ifMatch(input.of) },
        },
        body: input.change,
      });
      return data!;
    },
  );
}

export function useDeleteEndpoint() {
  const client = useWebhooksClient();
  return useWebhookMutation(async (id: string) => {
    await client.DELETE('/endpoints/{id}', { params: { path: { id } } });
  });
}

export function usePauseEndpoint() {
  const client = useWebhooksClient();
  return useWebhookMutation(async (id: string) => {
    const { data } = await client.POST('/endpoints/{id}/pause', {
      params: { path: { id } },
    });
    return data!;
  });
}

export function useResumeEndpoint() {
  const client = useWebhooksClient();
  return useWebhookMutation(async (id: string) => {
    const { data } = await client.POST('/endpoints/{id}/resume', {
      params: { path: { id } },
    });
    return data!;
  });
}

export function useTestEndpoint() {
  const client = useWebhooksClient();
  return useWebhookMutation(
    async (input: { id: string; eventType: string }) => {
      const { data } = await client.POST('/endpoints/{id}/test', {
        params: { path: { id: input.id } },
        body: { eventType: input.eventType },
      });
      return data!;
    },
  );
}

export function useRotateSecret() {
  const client = useWebhooksClient();
  return useWebhookMutation(
    async (input: { id: string; overlapHours: number }) => {
      const { data } = await client.POST('/endpoints/{id}/rotate-secret', {
        params: { path: { id: input.id } },
        body: { overlapHours: input.overlapHours },
      });
      return data!;
    },
  );
}

export function useReplay() {
  const client = useWebhooksClient();
  return useWebhookMutation(
    async (input: { id: string; replay: ReplayRequest }) => {
      const { data } = await client.POST('/endpoints/{id}/replay', {
        params: { path: { id: input.id } },
        body: input.replay,
      });
      return data!;
    },
  );
}

export function useRedeliver() {
  const client = useWebhooksClient();
  return useWebhookMutation(async (deliveryIds: string[]) => {
    const { data } = await client.POST('/deliveries/redeliver', {
      body: { deliveryIds },
    });
    return data!;
  });
}
