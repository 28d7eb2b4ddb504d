import {
  formatDuration,
  formatRelative,
  inZone,
  TimeWords,
  useLanguage,
  useNow,
  zoneCity,
} from '@callboard/frontend-kit';
import { useMemo } from 'react';
import { formatLatency, formatPercent } from '../lib/numbers';
import { useTimeZone } from './useTimeZone';
import { useTranslation } from './useTranslation';

/** Times and numbers as people say them, in the chosen language and zone. */
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
      /** `14:02` */
      clock: (at: string) => show(at, 'HH:mm'),
      /** To the millisecond, for a tooltip. */
      exact: (at: string) => show(at, "yyyy-MM-dd HH:mm:ss.SSS 'UTC'ZZ"),
      /** `in 20 min` */
      relative: (at: string) => formatRelative(at, now, words),
      /** How long ago, as an amount: `3 h 30 min`. */
      since: (at: string) =>
        formatDuration(now.getTime() - Date.parse(at), words),
      /** `0.21 s` */
      latency: (milliseconds: number) => formatLatency(milliseconds, locale),
      /** `99.2 %` */
      percent: (share: number) => formatPercent(share, locale),
      number: (value: number) => new Intl.NumberFormat(locale).format(value),
    };
  }, [zone, locale, t, now]);
}

export type TimeFormat = ReturnType<typeof useTimeFormat>;
