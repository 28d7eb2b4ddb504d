import type { RequestDraft } from '@callboard/backstage-plugin-service-requests-common';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { queryKeys } from '../api/queryKeys';
import { useServiceRequestsClient } from './useServiceRequestsClient';

const PAUSE_MS = 350;

/**
 * What the server says of a draft: asked once the typing pauses. Until it has
 * answered, what it said before stands; `isCurrent` tells which it is.
 */
export function usePreview(draft: RequestDraft) {
  const client = useServiceRequestsClient();
  const text = useMemo(() => JSON.stringify(draft), [draft]);
  const [asked, setAsked] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const query = useQuery({
    queryKey: [...queryKeys.preview, asked],
    enabled: draft.environment !== '' && draft.items.length > 0,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    queryFn: async ({ signal }) => {
      const { data } = await client.POST('/requests/preview', {
        body: JSON.parse(asked) as RequestDraft,
        signal,
      });
      return data!;
    },
  });
  return {
    preview: query.data,
    error: query.error,
    isCurrent: asked === text && !query.isPlaceholderData && !query.isFetching,
    refetch: query.refetch,
  };
}
