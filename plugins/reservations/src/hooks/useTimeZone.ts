import { useRemembered } from './useRemembered';
import { isTimeZone } from '../lib/time';

/** The zone of the browser. */
export function myTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}

/** The zone in which times are shown: mine, unless another was chosen. */
export function useTimeZone() {
  const [chosen, chooseZone] = useRemembered('tz');
  const zone = chosen && isTimeZone(chosen) ? chosen : myTimeZone();
  return { zone, isMine: zone === myTimeZone(), chooseZone };
}
