import { isTimeZone, useSearchParam } from '@callboard/frontend-kit';
import { useCallback } from 'react';

const STORED = 'callboard.webhooks.tz';

/** The zone of the browser. */
export function myTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}

/**
 * The zone in which times are shown: that of the address, else the one chosen
 * last in this browser, else mine.
 */
export function useTimeZone() {
  const [param, setParam] = useSearchParam('tz');
  const chosen = param ?? localStorage.getItem(STORED) ?? undefined;
  const zone = chosen && isTimeZone(chosen) ? chosen : myTimeZone();
  const chooseZone = useCallback(
    (name: string) => {
      localStorage.setItem(STORED, name);
      setParam(name, { replace: true });
    },
    [setParam],
  );
  return { zone, chooseZone };
}
