import { useSetSearchParams } from '@callboard/frontend-kit';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  DeliveryFilter,
  filterParams,
  NO_FILTER,
  readFilter,
} from '../lib/deliveryFilter';

const NONE: Record<keyof DeliveryFilter, undefined> = {
  endpoint: undefined,
  entity: undefined,
  types: undefined,
  status: undefined,
  event: undefined,
  q: undefined,
  range: undefined,
};

/** What narrows the log, kept in the address. */
export function useLogFilter() {
  const [params] = useSearchParams();
  const setParams = useSetSearchParams();
  const filter = useMemo(() => readFilter(params), [params]);
  const change = useCallback(
    (changes: Partial<DeliveryFilter>) =>
      setParams(filterParams(changes), { replace: true }),
    [setParams],
  );
  const clear = useCallback(() => change({ ...NONE, ...NO_FILTER }), [change]);
  return { filter, change, clear };
}
