import {
  formatDuration,
  formatRelative,
  inZone,
  TimeWords,
  useLanguage,
  useNow,
  zoneCity,
} from '@callboard/frontend-kit';
import { DateTime } from 'luxon';
import { useMemo } from 'react';
import { useTimeZone } from './useTimeZone';
import { useTranslation } from './useTranslation';

/** Times, numbers and money as people say them, in the chosen language and zone. */
export function useTimeFormat() {
  const { zone } = useTimeZone();
  const locale = useLanguage();
  const { t } = useTranslation();
  const now = useNow(10_000);
  return useMemo(() => {
    const words: TimeWords = {
      locale,
      day: t('time.day'),
      hour: t('time.hour'),
      minute: t('time.minute'),
      soon: duration => t('time.soon', { duration }),
      ago: duration => t('time.ago', { duration }),
      now: t('time.now'),
    };
    const show = (at: string, format: string) =>
      inZone(at, zone, words).toFormat(format);
    return {
      zone,
      now,
      /** `Tue 16 Mar, 14:02 (Rome)` */
      at: (at: string) => `${show(at, 'ccc d LLL, HH:mm')} (${zoneCity(zone)})`,
      /** `Tue 16 Mar, 14:02` */
      moment: (at: string) => show(at, 'ccc d LLL, HH:mm'),
      /** To the millisecond, for a tooltip. */
      exact: (at: string) => show(at, "yyyy-MM-dd HH:mm:ss.SSS 'UTC'ZZ"),
      /** A calendar day `2027-06-30` → `Wed 30 Jun 2027`, the same in every zone. */
      day: (day: string) =>
        DateTime.fromISO(day, { zone: 'utc', locale }).toFormat(
          'ccc d LLL yyyy',
        ),
      /** `in 20 min` */
      relative: (at: string) => formatRelative(at, now, words),
      /** How long ago, as an amount: `3 h 30 min`. */
      since: (at: string) =>
        formatDuration(Math.max(0, now.getTime() - Date.parse(at)), words),
      /** The time between two instants, as an amount. */
      between: (from: string, to: string) =>
        formatDuration(Math.max(0, Date.parse(to) - Date.parse(from)), words),
      number: (value: number) => new Intl.NumberFormat(locale).format(value),
      /** `€62`, with cents below ten. */
      money: (value: number, currency: string) =>
        new Intl.NumberFormat(locale, {
          style: 'currency',
          currency,
          maximumFractionDigits:
            Math.abs(value) < 10 && !Number.isInteger(value) ? 2 : 0,
        }).format(value),
    };
  }, [zone, locale, t, now]);
}

export type TimeFormat = ReturnType<typeof useTimeFormat>;
