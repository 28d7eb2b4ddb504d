import { useCallback } from 'react';
import { useLanguage } from '../../hooks/useLanguage';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { inZone } from '../../lib/time';

/** `14:00`, and with its day where that is not today: `Wed 17 Mar, 14:00`. */
export function useMoment(): (at: string | Date) => string {
  const locale = useLanguage();
  const format = useTimeFormat();
  return useCallback(
    at => {
      const there = inZone(at, format.zone, { locale });
      const clock = there.toFormat('HH:mm');
      return there.hasSame(inZone(format.now, format.zone), 'day')
        ? clock
        : `${format.day(at)}, ${clock}`;
    },
    [locale, format],
  );
}
