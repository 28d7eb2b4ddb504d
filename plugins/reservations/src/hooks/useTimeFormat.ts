import { useMemo } from 'react';
import {
  formatDay,
  formatDuration,
  formatExact,
  formatExactAt,
  formatRelative,
  formatSpan,
  formatSpoken,
  formatTime,
  formatWhen,
  useNow,
  useTimeWords,
} from '@callboard/frontend-kit';
import { useTimeZone } from './useTimeZone';
import { useTranslation } from './useTranslation';

type At = string | Date;

/** Times as people say them, in the chosen language and zone (or `zone`). */
export function useTimeFormat(options: { zone?: string } = {}) {
  const chosen = useTimeZone().zone;
  const zone = options.zone ?? chosen;
  const words = useTimeWords();
  const { t } = useTranslation();
  const now = useNow();
  return useMemo(() => {
    const format = { zone, now, words };
    return {
      zone,
      now,
      locale: words.locale,
      /** `Tue 16 Mar` */
      day: (at: At) => formatDay(at, format),
      /** `Tue 16 Mar, 09:00–12:00` */
      span: (start: At, end: At) => formatSpan(start, end, format),
      /** `Tue 16 Mar, 09:00–12:00 (Rome)` */
      when: (start: At, end: At) => formatWhen(start, end, format),
      /** To the second, for a tooltip. */
      exact: (start: At, end: At) => formatExact(start, end, zone),
      /** `14:02`; with the day in front when it is another one. */
      time: (at: At) => formatTime(at, format),
      exactAt: (at: At) => formatExactAt(at, zone),
      /** `Tuesday 16 March, 9 to 12` */
      spoken: (start: At, end: At) =>
        formatSpoken(start, end, {
          zone,
          words,
          to: t('common.time.to'),
          until: t('common.time.until'),
        }),
      /** `3 h 30 min` */
      duration: (milliseconds: number) => formatDuration(milliseconds, words),
      /** `in 20 min` */
      relative: (at: At) => formatRelative(at, now, words),
    };
  }, [zone, words, t, now]);
}

export type TimeFormat = ReturnType<typeof useTimeFormat>;
