import { useSetSearchParams } from '@callboard/frontend-kit';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  CLEARED,
  EntryFilter,
  filterParams,
  readFilter,
} from '../lib/entryFilter';

/** What narrows the log, kept in the address. */
export function useEntryFilter() {
  const [params] = useSearchParams();
  const setParams = useSetSearchParams();
  const filter = useMemo(() => readFilter(params), [params]);
  const change = useCallback(
    (changes: Partial<EntryFilter>) =>
      setParams(filterParams(changes), { replace: true }),
    [setParams],
  );
  const clear = useCallback(() => change(CLEARED), [change]);
  return { filter, change, clear };
}
