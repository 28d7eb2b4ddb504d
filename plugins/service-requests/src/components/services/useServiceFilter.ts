import { useSetSearchParams } from '@callboard/frontend-kit';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  FILTER_PARAMS,
  readFilter,
  type ServiceFilter,
} from '../../lib/serviceFilter';

/** The filter of services as the address says it. */
export function useServiceFilter() {
  const [params] = useSearchParams();
  const setParams = useSetSearchParams();
  const filter = useMemo(() => readFilter(params), [params]);
  const change = useCallback(
    (changes: Partial<ServiceFilter>, options?: { replace?: boolean }) =>
      setParams(
        Object.fromEntries(
          Object.entries(changes).map(([name, value]) => [
            name,
            value === undefined || value === false ? undefined : String(value),
          ]),
        ),
        options,
      ),
    [setParams],
  );
  const clear = useCallback(
    () =>
      setParams(
        Object.fromEntries(FILTER_PARAMS.map(name => [name, undefined])),
      ),
    [setParams],
  );
  return { filter, change, clear };
}
