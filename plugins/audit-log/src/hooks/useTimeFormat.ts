import {
  formatDay,
  inZone,
  MINUTE_MS,
  useTimes,
  zoneCity,
} from '@callboard/frontend-kit';
import { useMemo } from 'react';
import { useTimeZone } from './useTimeZone';
import { useTranslation } from './useTranslation';

/** Times and numbers as people say them, in the chosen language and zone. */
export function useTimeFormat() {
  const { zone } = useTimeZone();
  const { t } = useTranslation();
  const times = useTimes(zone);
  return useMemo(() => {
    const { now, words, show, duration } = times;
    const day = (at: string) => formatDay(at, { zone, now, words });
    return {
      ...times,
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
      /** `0.2 s`, and from a minute on `3 min` */
      seconds: (milliseconds: number) =>
        milliseconds < MINUTE_MS
          ? `${new Intl.NumberFormat(words.locale, {
              maximumFractionDigits: 1,
            }).format(milliseconds / 1000)} s`
          : duration(milliseconds),
    };
  }, [zone, t, times]);
}

export type TimeFormat = ReturnType<typeof useTimeFormat>;
