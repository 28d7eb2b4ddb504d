import type {
  Approving,
  ClaimChange,
  Merging,
  NewRequest,
  Override,
  Request,
  RequestChange,
} from '@callboard/backstage-plugin-service-requests-common';
import { ifMatch } from '@callboard/backstage-plugin-service-requests-common';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { queryKeys } from '../api/queryKeys';
import { useServiceRequestsClient } from './useServiceRequestsClient';

/**
 * What changes a request. Afterwards, and after a refusal too, what is on
 * screen is asked for again; a merge makes services, so they are as well.
 */
function useRequestMutation<T, R>(run: (input: T) => Promise<R>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSettled: () =>
      Promise.all(
        [queryKeys.requests, queryKeys.summary, queryKeys.services].map(
          queryKey => queryClient.invalidateQueries({ queryKey }),
        ),
      ),
  });
}

/** `idempotencyKey` is one per filled-in form, so that a retry creates once. */
export function useCreateRequest() {
  const client = useServiceRequestsClient();
  return useRequestMutation(
    async (input: { request: NewRequest; idempotencyKey: string }) => {
      const { data } = await client.POST('/requests', {
        params: { header: { 'Idempotency-Key': input.idempotencyKey } },
        body: input.request,
      });
      return data!;
    },
  );
}

/** Changes it and, with `submit`, hands it in where it then can be. */
export function useUpdateRequest() {
  const client = useServiceRequestsClient();
  return useRequestMutation(
    async (input: {
      of: Pick<Request, 'id' | 'version'>;
      change: RequestChange;
      submit: boolean;
      override?: Override;
      onSaved: (saved: Request) => void;
    }) => {
      const path = { id: input.of.id };
      const { data: changed } = await client.PATCH('/requests/{id}', {
        params: { path, header: { 'If-Match': ifMatch(input.of) } },
        body: input.change,
      });
      input.onSaved(changed!);
      if (!input.submit || !changed!.actions.includes('submit')) {
        return changed!;
      }
      const { data } = await client.POST('/requests/{id}/submit', {
        params: { path },
        body: input.override ? { override: input.override } : {},
      });
      return data!;
    },
  );
}

export function useSubmitRequest(id: string) {
  const client = useServiceRequestsClient();
  return useRequestMutation(async (override?: Override) => {
    const { data } = await client.POST('/requests/{id}/submit', {
      params: { path: { id } },
      body: override ? { override } : {},
    });
    return data!;
  });
}

export function useWithdraw(id: string) {
  const client = useServiceRequestsClient();
  return useRequestMutation(async (comment: string) => {
    const { data } = await client.POST('/requests/{id}/withdraw', {
      params: { path: { id } },
      body: comment ? { comment } : {},
    });
    return data!;
  });
}

export function useClaim(id: string) {
  const client = useServiceRequestsClient();
  return useRequestMutation(async (change: ClaimChange) => {
    const { data } = await client.POST('/requests/{id}/claim', {
      params: { path: { id } },
      body: change,
    });
    return data!;
  });
}

export function useApprove(id: string) {
  const client = useServiceRequestsClient();
  return useRequestMutation(async (body: Approving) => {
    const { data } = await client.POST('/requests/{id}/approve', {
      params: { path: { id } },
      body,
    });
    return data!;
  });
}

export function useReject(id: string) {
  const client = useServiceRequestsClient();
  return useRequestMutation(async (comment: string) => {
    const { data } = await client.POST('/requests/{id}/reject', {
      params: { path: { id } },
      body: { comment },
    });
    return data!;
  });
}

export function useSendBack(id: string) {
  const client = useServiceRequestsClient();
  return useRequestMutation(async (comment: string) => {
    const { data } = await client.POST('/requests/{id}/request-changes', {
      params: { path: { id } },
      body: { comment },
    });
    return data!;
  });
}

export function useRebase(id: string) {
  const client = useServiceRequestsClient();
  return useRequestMutation(async () => {
    const { data } = await client.POST('/requests/{id}/rebase', {
      params: { path: { id } },
    });
    return data!;
  });
}

export function useMerge(id: string) {
  const client = useServiceRequestsClient();
  return useRequestMutation(async (body: Merging) => {
    const { data } = await client.POST('/requests/{id}/merge', {
      params: { path: { id } },
      body,
    });
    return data!;
  });
}

export function useAddComment(id: string) {
  const client = useServiceRequestsClient();
  return useRequestMutation(
    async (input: { comment: string; idempotencyKey: string }) => {
      const { data } = await client.POST('/requests/{id}/comments', {
        params: {
          path: { id },
          header: { 'Idempotency-Key': input.idempotencyKey },
        },
        body: { comment: input.comment },
      });
      return data!;
    },
  );
}
