import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { ExploreFilters, readFilters, writeFilters } from './exploreFilters';

/** The filters as state that lives in the address. */
export function useExploreFilters() {
  const [params, setParams] = useSearchParams();
  const filters = useMemo(() => readFilters(params), [params]);
  const change = useCallback(
    (changes: Partial<ExploreFilters>, options?: { replace?: boolean }) =>
      setParams(current => writeFilters(current, changes), options),
    [setParams],
  );
  return { filters, change };
}
