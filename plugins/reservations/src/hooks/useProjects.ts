import type {
  NewProject,
  Project,
  ProjectChange,
} from '@callboard/backstage-plugin-reservations-common';
import { ifMatch } from '@callboard/backstage-plugin-reservations-common';
import { allPages } from '@callboard/frontend-kit';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { POLL_INTERVAL_MS, queryKeys } from '../api/queryKeys';
import { useReservationsClient } from './useReservationsClient';

const PAGE = 500;

/** Those that the caller may see; with `holder` those that one may charge to. */
export function useProjects(
  filter: { holder?: string; archived?: boolean } = {},
  options: { enabled?: boolean } = {},
) {
  const client = useReservationsClient();
  return useQuery({
    queryKey: [...queryKeys.projects, 'all', filter],
    refetchInterval: POLL_INTERVAL_MS,
    enabled: options.enabled,
    queryFn: ({ signal }) =>
      allPages(async cursor => {
        const { data } = await client.GET('/projects', {
          params: { query: { ...filter, cursor, limit: PAGE } },
          signal,
        });
        return data!;
      }),
  });
}

export function useProjectUsage(code: string) {
  const client = useReservationsClient();
  return useQuery({
    queryKey: [...queryKeys.projects, 'usage', code],
    refetchInterval: POLL_INTERVAL_MS,
    queryFn: async ({ signal }) => {
      const { data } = await client.GET('/projects/{code}/usage', {
        params: { path: { code } },
        signal,
      });
      return data!;
    },
  });
}

function useProjectMutation<I>(run: (input: I) => Promise<Project>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSettled: () =>
      queryClient.invalidateQueries({ queryKey: queryKeys.projects }),
  });
}

export function useCreateProject() {
  const client = useReservationsClient();
  return useProjectMutation(
    async (input: { project: NewProject; idempotencyKey: string }) => {
      const { data } = await client.POST('/projects', {
        params: { header: { 'Idempotency-Key': input.idempotencyKey } },
        body: input.project,
      });
      return data!;
    },
  );
}

export function useUpdateProject() {
  const client = useReservationsClient();
  return useProjectMutation(
    async (input: { project: Project; change: ProjectChange }) => {
      const { data } = await client.PATCH('/projects/{code}', {
        params: {
          path: { code: input.project.code },
          header: { 'If-Match': ifMatch(input.project) },
        },
        body: input.change,
      });
      return data!;
    },
  );
}

export function useArchiveProject() {
  const client = useReservationsClient();
  return useProjectMutation(async (code: string) => {
    const { data } = await client.POST('/projects/{code}/archive', {
      params: { path: { code }, header: {} },
    });
    return data!;
  });
}
