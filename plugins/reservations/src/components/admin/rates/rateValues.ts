import type { Rates } from '@callboard/backstage-plugin-reservations-common';
import type { Problems } from '@callboard/frontend-kit';
import type { Translate } from '../../../hooks/useTranslation';

const MOST = 1_000_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const CURRENCY = /^[A-Z]{3}$/;

/** One problem for each rate that has any, as the form's fields are named. */
export function checkRates(rates: Rates | undefined, t: Translate): Problems {
  return Object.fromEntries(
    (rates ?? []).map((rate, index) => [
      `rates/${index}`,
      problemOf(rate, rates!.slice(0, index), t),
    ]),
  );
}

function problemOf(
  { from, perUnitHour, currency }: Rates[number],
  before: Rates,
  t: Translate,
): string | undefined {
  if (!DAY.test(from)) return t('rates.check.from');
  if (before.some(rate => rate.from === from)) return t('rates.check.twice');
  if (!(perUnitHour >= 0 && perUnitHour <= MOST)) {
    return t('rates.check.amount');
  }
  return CURRENCY.test(currency) ? undefined : t('rates.check.currency');
}

/** As they are stored: by day. */
export function sortedRates(rates: Rates): Rates {
  return [...rates].sort((a, b) => (a.from < b.from ? -1 : 1));
}
