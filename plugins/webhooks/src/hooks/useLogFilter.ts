import { useAddressFilter } from '@callboard/frontend-kit';
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

const CLEARED = { ...NONE, ...NO_FILTER };

/** What narrows the log, kept in the address. */
export function useLogFilter() {
  return useAddressFilter({
    read: readFilter,
    params: filterParams,
    cleared: CLEARED,
  });
}
