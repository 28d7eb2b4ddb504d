import { useAddressFilter } from '@callboard/frontend-kit';
import { filterParams, readFilter } from '../lib/requestFilter';

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
  return useAddressFilter({
    read: readFilter,
    params: filterParams,
    cleared: NONE,
  });
}
