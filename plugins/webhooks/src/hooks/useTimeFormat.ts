import { useTimes } from '@callboard/frontend-kit';
import { useMemo } from 'react';
import { formatLatency, formatPercent } from '../lib/numbers';
import { useTimeZone } from './useTimeZone';

/** Times and numbers as people say them, in the chosen language and zone. */
export function useTimeFormat() {
  const { zone } = useTimeZone();
  const times = useTimes(zone, 10_000);
  return useMemo(() => {
    const { locale } = times.words;
    return {
      ...times,
      /** `14:02` */
      clock: (at: string) => times.show(at, 'HH:mm'),
      /** `0.21 s` */
      latency: (milliseconds: number) => formatLatency(milliseconds, locale),
      /** `99.2 %` */
      percent: (share: number) => formatPercent(share, locale),
    };
  }, [times]);
}

export type TimeFormat = ReturnType<typeof useTimeFormat>;
