import type { EventType } from '@callboard/backstage-plugin-webhooks-common';
import { useLanguage } from '@callboard/frontend-kit';
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { queryKeys } from '../api/queryKeys';
import { localEventTypes } from '../lib/localEventTypes';
import { useWebhooksClient } from './useWebhooksClient';

/** Everything that can be announced. */
export function useEventTypes() {
  const client = useWebhooksClient();
  const language = useLanguage();
  return useQuery({
    queryKey: queryKeys.eventTypes,
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const { data } = await client.GET('/event-types', { signal });
      return data!.items;
    },
    select: useCallback(
      (types: EventType[]) => localEventTypes(types, language),
      [language],
    ),
  });
}
