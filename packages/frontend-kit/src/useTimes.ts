import { useMemo } from 'react';
import {
  formatDuration,
  formatRelative,
  inZone,
  TimeWords,
  zoneCity,
} from './time';
import { useLanguage } from './useLanguage';
import { useNow } from './useNow';
import { useWords } from './useWords';

/** The words with which times are said. */
export function useTimeWords(): TimeWords {
  const locale = useLanguage();
  const word = useWords();
  return useMemo(
    () => ({
      locale,
      day: word('time.day'),
      hour: word('time.hour'),
      minute: word('time.minute'),
      soon: duration => word('time.soon', { duration }),
      ago: duration => word('time.ago', { duration }),
      now: word('time.now'),
    }),
    [locale, word],
  );
}

/**
 * Times and numbers as people say them, in the chosen language and in `zone`.
 * What is said of now is said anew every `everyMs`.
 */
export function useTimes(zone: string, everyMs?: number) {
  const words = useTimeWords();
  const now = useNow(everyMs);
  return useMemo(() => {
    const { locale } = words;
    const show = (at: string, format: string) =>
      inZone(at, zone, words).toFormat(format);
    return {
      zone,
      now,
      words,
      /** In a format of Luxon's. */
      show,
      /** `Tue 16 Mar, 14:02 (Rome)` */
      at: (at: string) => `${show(at, 'ccc d LLL, HH:mm')} (${zoneCity(zone)})`,
      /** `Tue 16 Mar, 14:02` */
      moment: (at: string) => show(at, 'ccc d LLL, HH:mm'),
      /** To the millisecond, for a tooltip. */
      exact: (at: string) => show(at, "yyyy-MM-dd HH:mm:ss.SSS 'UTC'ZZ"),
      /** `3 h 30 min` */
      duration: (milliseconds: number) => formatDuration(milliseconds, words),
      /** `in 20 min` */
      relative: (at: string) => formatRelative(at, now, words),
      /** How long ago, as an amount: `3 h 30 min`. */
      since: (at: string) =>
        formatDuration(now.getTime() - Date.parse(at), words),
      number: (value: number) => new Intl.NumberFormat(locale).format(value),
    };
  }, [zone, words, now]);
}
