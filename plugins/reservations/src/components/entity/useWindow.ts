import { useMemo } from 'react';
import type { TimeWindow } from '../../hooks/useBookings';
import { useNow } from '@callboard/frontend-kit';

const STEP_MS = 5 * 60_000;
const HOUR_MS = 3_600_000;

/**
 * From now on for some hours. The start moves in steps of five minutes, so
 * that the same window is asked for, and cached, in between.
 */
export function useWindow(hours: number): TimeWindow {
  const step = Math.floor(useNow().getTime() / STEP_MS);
  return useMemo(() => {
    const from = step * STEP_MS;
    return {
      from: new Date(from).toISOString(),
      to: new Date(from + hours * HOUR_MS).toISOString(),
    };
  }, [step, hours]);
}
