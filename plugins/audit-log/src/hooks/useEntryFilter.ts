import { useAddressFilter } from '@callboard/frontend-kit';
import { CLEARED, filterParams, readFilter } from '../lib/entryFilter';

/** What narrows the log, kept in the address. */
export function useEntryFilter() {
  return useAddressFilter({
    read: readFilter,
    params: filterParams,
    cleared: CLEARED,
  });
}
