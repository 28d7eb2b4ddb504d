import { useCallback } from 'react';
import { isTimeZone } from './time';
import { useSearchParam } from './useSearchParam';

let mine: string | undefined;

/** The zone of the browser; asked once, as asking is slow. */
export function myTimeZone(): string {
  mine ??= new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
  return mine;
}

/**
 * The zone in which times are shown: that of the address, else the one chosen
 * last in this browser and kept as `storedAs`, else mine.
 */
export function useChosenTimeZone(storedAs: string) {
  const [param, setParam] = useSearchParam('tz');
  const chosen = param ?? localStorage.getItem(storedAs) ?? undefined;
  const zone = chosen && isTimeZone(chosen) ? chosen : myTimeZone();
  const chooseZone = useCallback(
    (name: string) => {
      localStorage.setItem(storedAs, name);
      setParam(name, { replace: true });
    },
    [setParam, storedAs],
  );
  return { zone, chooseZone };
}
