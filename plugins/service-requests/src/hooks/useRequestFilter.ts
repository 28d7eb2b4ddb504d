import { useSetSearchParams } from '@callboard/frontend-kit';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  filterParams,
  readFilter,
  type RequestFilter,
} from '../lib/requestFilter';

const NONE = {
  q: undefined,
  status: undefined,
  environment: undefined,
  offering: undefined,
  owner: undefined,
  service: undefined,
};

/** What narrows the list of requests, kept in the address. */
export function useRequestFilter() {
  const [params] = useSearchParams();
  const setParams = useSetSearchParams();
  const filter = useMemo(() => readFilter(params), [params]);
  const change = useCallback(
    (changes: Partial<RequestFilter>) =>
      setParams(filterParams(changes), { replace: true }),
    [setParams],
  );
  const clear = useCallback(() => change(NONE), [change]);
  return { filter, change, clear };
}
