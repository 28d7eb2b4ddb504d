import type { Rates } from '@callboard/backstage-plugin-reservations-common';
import { useNow } from '@callboard/frontend-kit';
import { DateTime } from 'luxon';
import { currentRates, type Rate } from '../lib/rates';
import { useReportFormat } from './useReportFormat';
import { useTranslation } from './useTranslation';

/** `€12.00 per hour · €14.00 per hour from Jan 1`; undefined where it is free. */
export function useRateText() {
  const { t } = useTranslation();
  const format = useReportFormat();
  const today = DateTime.fromJSDate(useNow()).toISODate()!;
  return (rates: Rates, isPool: boolean): string | undefined => {
    const { now, next } = currentRates(rates, today);
    const write = ({ currency, perUnitHour: amount }: Rate) =>
      t(isPool ? 'rates.perUnitHour' : 'rates.perHour', {
        money: format.money({ currency, amount }),
      });
    const texts = [
      now && write(now),
      next &&
        t('rates.next', {
          rate: write(next),
          from: format.day(next.from),
        }),
    ];
    return texts.filter(Boolean).join(' · ') || undefined;
  };
}
