import { useAddressFilter } from '@callboard/frontend-kit';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { queryKeys } from '../api/queryKeys';
import {
  readRightFilter,
  RightFilter,
  rightParams,
  rightQuery,
  RIGHTS_CLEARED,
} from '../lib/rightFilter';
import { useAuditLogClient } from './useAuditLogClient';
import { useExport } from './useExport';
import { useTranslation } from './useTranslation';

const PAGE = 100;

/** What narrows the review, kept in the address. */
export function useRightFilter() {
  return useAddressFilter({
    read: readRightFilter,
    params: rightParams,
    cleared: RIGHTS_CLEARED,
  });
}

/** Who can do what, by person, page by page. */
export function useAccessRights(filter: RightFilter) {
  const client = useAuditLogClient();
  return useInfiniteQuery({
    queryKey: [...queryKeys.access, 'rights', filter],
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ signal, pageParam }) => {
      const { data } = await client.GET('/access-review', {
        params: {
          query: { ...rightQuery(filter), cursor: pageParam, limit: PAGE },
        },
        signal,
      });
      return data!;
    },
    getNextPageParam: page => page.nextCursor,
  });
}

/** How rights came and went, newest first, page by page. */
export function useAccessChanges(principal: string | undefined) {
  const client = useAuditLogClient();
  return useInfiniteQuery({
    queryKey: [...queryKeys.access, 'changes', principal],
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ signal, pageParam }) => {
      const { data } = await client.GET('/access-review/changes', {
        params: { query: { principal, cursor: pageParam, limit: PAGE } },
        signal,
      });
      return data!;
    },
    getNextPageParam: page => page.nextCursor,
  });
}

/** Exports the rights of a filter. */
export function useRightsExport(filter: RightFilter) {
  const client = useAuditLogClient();
  const { t } = useTranslation();
  return useExport({
    name: 'access-review',
    read: async (_format, signal) => {
      const { data } = await client.GET('/access-review', {
        params: { query: { ...rightQuery(filter), format: 'csv' } },
        parseAs: 'stream',
        signal,
      });
      return data!;
    },
    done: ({ file, count }) => t('access.csvDone', { count, file }),
    failed: t('export.failed'),
  });
}
