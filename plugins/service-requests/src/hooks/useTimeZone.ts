import { useChosenTimeZone } from '@callboard/frontend-kit';

/** The zone in which times are shown, as it was chosen on these pages. */
export function useTimeZone() {
  return useChosenTimeZone('callboard.service-requests.tz');
}
