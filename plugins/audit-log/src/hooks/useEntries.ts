import type { Entry } from '@callboard/backstage-plugin-audit-log-common';
import {
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useCallback } from 'react';
import { queryKeys } from '../api/queryKeys';
import { apiQuery, EntryFilter, NO_FILTER } from '../lib/entryFilter';
import { useAuditLogClient } from './useAuditLogClient';

const PAGE = 50;
const LOOK_EVERY_MS = 15_000;
const TOGETHER = 20;

/** The log, newest first, page by page. What is on screen stays as it is. */
export function useEntries(filter: EntryFilter) {
  const client = useAuditLogClient();
  return useInfiniteQuery({
    queryKey: [...queryKeys.entries, 'list', filter],
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ signal, pageParam }) => {
      const query = apiQuery(filter, Date.now());
      const { data } = await client.GET('/entries', {
        params: { query: { ...query, cursor: pageParam, limit: PAGE } },
        signal,
      });
      return data!;
    },
    getNextPageParam: page => page.nextCursor,
  });
}

/**
 * Whether there is something newer than what is on screen, asked now and then;
 * `show` lets it in, so that nothing moves by itself.
 */
export function useFreshEntries(
  filter: EntryFilter,
  shown: Entry[] | undefined,
) {
  const client = useAuditLogClient();
  const queryClient = useQueryClient();
  const { data: newest } = useQuery({
    queryKey: [...queryKeys.entries, 'newest', filter],
    enabled: Boolean(shown) && !filter.to,
    refetchInterval: LOOK_EVERY_MS,
    queryFn: async ({ signal }) => {
      const { data } = await client.GET('/entries', {
        params: { query: { ...apiQuery(filter, Date.now()), limit: 1 } },
        signal,
      });
      return data!.items.at(0)?.position ?? 0;
    },
  });
  const top = Math.max(0, ...(shown ?? []).map(({ position }) => position));
  const show = useCallback(
    () =>
      queryClient.resetQueries({
        queryKey: [...queryKeys.entries, 'list', filter],
      }),
    [queryClient, filter],
  );
  return { hasFresh: Boolean(shown) && (newest ?? 0) > top, show };
}

/** One entry with all that is in it; it never changes. */
export function useEntry(id: string) {
  const client = useAuditLogClient();
  return useQuery({
    queryKey: [...queryKeys.entries, 'one', id],
    staleTime: Infinity,
    queryFn: async ({ signal }) => {
      const { data } = await client.GET('/entries/{id}', {
        params: { path: { id } },
        signal,
      });
      return data!;
    },
  });
}

/** What was done in the same request, without the entry itself. */
export function useTogether(entry: Pick<Entry, 'id' | 'correlationId'>) {
  const client = useAuditLogClient();
  const { id, correlationId: correlation } = entry;
  return useQuery({
    queryKey: [...queryKeys.entries, 'together', correlation],
    enabled: Boolean(correlation),
    queryFn: async ({ signal }) => {
      const { data } = await client.GET('/entries', {
        params: { query: { correlation, limit: TOGETHER } },
        signal,
      });
      return data!;
    },
    select: page => ({
      items: page.items.filter(other => other.id !== id),
      hasMore: Boolean(page.nextCursor),
    }),
  });
}

/** The newest entry with an action; null where there is none. */
export function useLatest(action: string) {
  const client = useAuditLogClient();
  return useQuery({
    queryKey: [...queryKeys.entries, 'latest', action],
    queryFn: async ({ signal }) => {
      const query = apiQuery({ ...NO_FILTER, actions: [action] }, Date.now());
      const { data } = await client.GET('/entries', {
        params: { query: { ...query, limit: 1 } },
        signal,
      });
      return data!.items.at(0) ?? null;
    },
  });
}

/** The names of all actions in the log. */
export function useActions() {
  const client = useAuditLogClient();
  return useQuery({
    queryKey: queryKeys.actions,
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const { data } = await client.GET('/actions', { signal });
      return data!.items;
    },
  });
}
