import { isTimeZone, myTimeZone } from '@callboard/frontend-kit';
import { useRemembered } from './useRemembered';

/** The zone in which times are shown: mine, unless another was chosen. */
export function useTimeZone() {
  const [chosen, chooseZone] = useRemembered('tz');
  const zone = chosen && isTimeZone(chosen) ? chosen : myTimeZone();
  return { zone, isMine: zone === myTimeZone(), chooseZone };
}
