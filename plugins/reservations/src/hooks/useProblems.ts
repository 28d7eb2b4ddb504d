import type {
  NewProblem,
  Problem,
  ProblemStatus,
} from '@callboard/backstage-plugin-reservations-common';
import { allPages } from '@callboard/frontend-kit';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { POLL_INTERVAL_MS, queryKeys } from '../api/queryKeys';
import { useReservationsClient } from './useReservationsClient';

const PAGE = 500;

/** Of what the caller looks after. */
export function useProblems(
  filter: { status?: ProblemStatus[] },
  options: { enabled?: boolean } = {},
) {
  const client = useReservationsClient();
  return useQuery({
    queryKey: [...queryKeys.problems, filter],
    refetchInterval: POLL_INTERVAL_MS,
    ...options,
    queryFn: ({ signal }) =>
      allPages(async cursor => {
        const { data } = await client.GET('/problems', {
          params: { query: { ...filter, cursor, limit: PAGE } },
          signal,
        });
        return data!;
      }),
  });
}

function useProblemMutation<I>(run: (input: I) => Promise<Problem>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSettled: () =>
      queryClient.invalidateQueries({ queryKey: queryKeys.problems }),
  });
}

export function useReportProblem() {
  const client = useReservationsClient();
  return useProblemMutation(
    async (input: {
      resourceId: string;
      problem: NewProblem;
      idempotencyKey: string;
    }) => {
      const { data } = await client.POST('/resources/{id}/problems', {
        params: {
          path: { id: input.resourceId },
          header: { 'Idempotency-Key': input.idempotencyKey },
        },
        body: input.problem,
      });
      return data!;
    },
  );
}

export function useAcknowledgeProblem() {
  const client = useReservationsClient();
  return useProblemMutation(async (id: string) => {
    const { data } = await client.POST('/problems/{id}/acknowledge', {
      params: { path: { id }, header: {} },
    });
    return data!;
  });
}

export function useResolveProblem() {
  const client = useReservationsClient();
  return useProblemMutation(
    async (input: { id: string; resolution?: string }) => {
      const { data } = await client.POST('/problems/{id}/resolve', {
        params: { path: { id: input.id }, header: {} },
        body: { resolution: input.resolution },
      });
      return data!;
    },
  );
}
