import { useLanguage } from '@callboard/frontend-kit';
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Options } from '@callboard/backstage-plugin-service-requests-common';
import { POLL_INTERVAL_MS, queryKeys } from '../api/queryKeys';
import { localOptions } from '../lib/localOptions';
import { onceEach } from '../lib/onceEach';
import { useServiceRequestsClient } from './useServiceRequestsClient';

const CHOICES_STAY_MS = 60_000;

/** The same object for everybody who asks. */
const inLanguage = onceEach(localOptions);

/** Environments and owners to choose from, what is connected, and what the caller may do. */
export function useOptions() {
  const client = useServiceRequestsClient();
  const language = useLanguage();
  return useQuery({
    queryKey: queryKeys.options,
    staleTime: CHOICES_STAY_MS,
    queryFn: async ({ signal }) => {
      const { data } = await client.GET('/options', { signal });
      return data!;
    },
    select: useCallback(
      (options: Options) => inLanguage(options, language),
      [language],
    ),
  });
}

/** How much waits for the caller. */
export function useSummary(options: { enabled?: boolean } = {}) {
  const client = useServiceRequestsClient();
  return useQuery({
    queryKey: queryKeys.summary,
    enabled: options.enabled,
    refetchInterval: POLL_INTERVAL_MS,
    queryFn: async ({ signal }) => {
      const { data } = await client.GET('/summary', { signal });
      return data!;
    },
  });
}
