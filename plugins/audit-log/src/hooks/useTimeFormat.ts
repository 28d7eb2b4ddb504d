import {
  formatDay,
  formatDuration,
  formatRelative,
  inZone,
  TimeWords,
  useLanguage,
  useNow,
  zoneCity,
} from '@callboard/frontend-kit';
import { useMemo } from 'react';
import { useTimeZone } from './useTimeZone';
import { useTranslation } from './useTranslation';

/** Times and numbers as people say them, in the chosen language and zone. */
export function useTimeFormat() {
  const { zone } = useTimeZone();
  const locale = useLanguage();
  const { t } = useTranslation();
  const now = useNow();
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
    const day = (at: string) => formatDay(at, { zone, now, words });
    return {
      zone,
      /** `Tue 16 Mar, 14:02:33 (Rome)` */
      at: (at: string) =>
        `${day(at)}, ${show(at, 'HH:mm:ss')} (${zoneCity(zone)})`,
      /** The same, without seconds where there are none. */
      value: (at: string) => {
        const time = show(at, 'ss') === '00' ? 'HH:mm' : 'HH:mm:ss';
        return `${day(at)}, ${show(at, time)} (${zoneCity(zone)})`;
      },
      /** `Tue 16 Mar, 14:02` */
      moment: (at: string) => `${day(at)}, ${show(at, 'HH:mm')}`,
      /** `14:02:33` */
      clock: (at: string) => show(at, 'HH:mm:ss'),
      /** `Today, Tue 16 Mar` */
      dayHeading: (at: string) => {
        const on = inZone(at, zone);
        const today = inZone(now, zone);
        if (on.hasSame(today, 'day')) return t('time.today', { day: day(at) });
        return on.hasSame(today.minus({ days: 1 }), 'day')
          ? t('time.yesterday', { day: day(at) })
          : day(at);
      },
      /** The same for all instants of one day. */
      dayKey: (at: string) => show(at, 'yyyy-MM-dd'),
      /** To the millisecond, for a tooltip. */
      exact: (at: string) => show(at, "yyyy-MM-dd HH:mm:ss.SSS 'UTC'ZZ"),
      /** `in 20 min` */
      relative: (at: string) => formatRelative(at, now, words),
      /** `3 h 30 min` */
      duration: (milliseconds: number) => formatDuration(milliseconds, words),
      /** `0.2 s`, and from a minute on `3 min` */
      seconds: (milliseconds: number) =>
        milliseconds < 60_000
          ? `${new Intl.NumberFormat(locale, {
              maximumFractionDigits: 1,
            }).format(milliseconds / 1000)} s`
          : formatDuration(milliseconds, words),
      number: (value: number) => new Intl.NumberFormat(locale).format(value),
    };
  }, [zone, locale, t, now]);
}

export type TimeFormat = ReturnType<typeof useTimeFormat>;
