import { useCallback } from 'react';
import { inZone, useLanguage } from '@callboard/frontend-kit';
import { useTimeFormat } from '../../hooks/useTimeFormat';

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
