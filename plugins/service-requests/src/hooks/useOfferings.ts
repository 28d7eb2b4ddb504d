import type { Offering } from '@callboard/backstage-plugin-service-requests-common';
import { allPages, useLanguage } from '@callboard/frontend-kit';
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { queryKeys } from '../api/queryKeys';
import { localOffering } from '../lib/localOffering';
import { onceEach } from '../lib/onceEach';
import { useServiceRequestsClient } from './useServiceRequestsClient';

const PAGE = 200;
const OFFERINGS_STAY_MS = 30_000;

/** The same array for everybody who asks. */
const inLanguage = onceEach((offerings: Offering[], language: string) =>
  offerings.map(offering => localOffering(offering, language)),
);

/** Everything that can be requested, by title, in the language of the screen. */
export function useOfferings(options: { archived?: boolean } = {}) {
  const client = useServiceRequestsClient();
  const language = useLanguage();
  const { archived = false } = options;
  return useQuery({
    queryKey: [...queryKeys.offerings, 'list', { archived }],
    staleTime: OFFERINGS_STAY_MS,
    queryFn: ({ signal }) =>
      allPages(async cursor => {
        const { data } = await client.GET('/offerings', {
          params: { query: { archived, cursor, limit: PAGE } },
          signal,
        });
        return data!;
      }),
    select: useCallback(
      (offerings: Offering[]) => inLanguage(offerings, language),
      [language],
    ),
  });
}

/** One offering with its document, as whoever looks after it wrote it. */
export function useOffering(name: string | undefined) {
  const client = useServiceRequestsClient();
  return useQuery({
    queryKey: [...queryKeys.offerings, 'one', name],
    enabled: Boolean(name),
    queryFn: async ({ signal }) => {
      const { data } = await client.GET('/offerings/{name}', {
        params: { path: { name: name! } },
        signal,
      });
      return data!;
    },
  });
}
