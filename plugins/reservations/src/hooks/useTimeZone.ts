import { useRemembered } from './useRemembered';
import { isTimeZone } from '@callboard/frontend-kit';

let mine: string | undefined;

/** The zone of the browser; asked once, as asking is slow. */
export function myTimeZone(): string {
  mine ??= new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
  return mine;
}

/** The zone in which times are shown: mine, unless another was chosen. */
export function useTimeZone() {
  const [chosen, chooseZone] = useRemembered('tz');
  const zone = chosen && isTimeZone(chosen) ? chosen : myTimeZone();
  return { zone, isMine: zone === myTimeZone(), chooseZone };
}
