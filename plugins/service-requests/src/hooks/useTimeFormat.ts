import { useTimes } from '@callboard/frontend-kit';
import { DateTime } from 'luxon';
import { useMemo } from 'react';
import { useTimeZone } from './useTimeZone';

/** Times, numbers and money as people say them, in the chosen language and zone. */
export function useTimeFormat() {
  const { zone } = useTimeZone();
  const times = useTimes(zone, 10_000);
  return useMemo(() => {
    const { locale } = times.words;
    return {
      ...times,
      /** A calendar day `2027-06-30` → `Wed 30 Jun 2027`, the same in every zone. */
      day: (day: string) =>
        DateTime.fromISO(day, { zone: 'utc', locale }).toFormat(
          'ccc d LLL yyyy',
        ),
      /** The time between two instants, as an amount. */
      between: (from: string, to: string) =>
        times.duration(Date.parse(to) - Date.parse(from)),
      /** `€62`, with cents below ten. */
      money: (value: number, currency: string) =>
        new Intl.NumberFormat(locale, {
          style: 'currency',
          currency,
          maximumFractionDigits:
            Math.abs(value) < 10 && !Number.isInteger(value) ? 2 : 0,
        }).format(value),
    };
  }, [times]);
}

export type TimeFormat = ReturnType<typeof useTimeFormat>;
