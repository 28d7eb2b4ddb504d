/** Figures of reports as people write them in a language. */
export interface ReportFormat {
  /** `1,234 h`; with a decimal where there are few. */
  hours(minutes: number): string;
  /** `12.5%` */
  percent(share: number): string;
  count(count: number): string;
  /** `€1,234.50` */
  money(cost: { currency: string; amount: number }): string;
  /** Several currencies one after the other: they are not added. */
  costs(costs: readonly { currency: string; amount: number }[]): string;
  /** Monday to Sunday. */
  weekdays: string[];
  weekdaysShort: string[];
  /** `Mar 15, 2027` */
  day(date: string): string;
  /** `Mar 15`, `March 2027` */
  step(date: string, step: 'day' | 'week' | 'month'): string;
}

const FEW_HOURS = 10;
/** A Monday. */
const MONDAY = Date.UTC(2027, 2, 15);
const DAY_MS = 86_400_000;

export function reportFormat(locale: string, hour: string): ReportFormat {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const fine = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const share = new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: 1,
  });
  const money = ({ currency, amount }: { currency: string; amount: number }) =>
    new Intl.NumberFormat(locale, { style: 'currency', currency }).format(
      amount,
    );
  const weekdays = (weekday: 'long' | 'short') =>
    Array.from({ length: 7 }, (_, day) =>
      new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' }).format(
        MONDAY + day * DAY_MS,
      ),
    );
  // The day before the month, as everywhere else.
  const dates = locale === 'en' ? 'en-GB' : locale;
  const date = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(dates, { ...options, timeZone: 'UTC' });
  const day = date({ day: 'numeric', month: 'short' });
  const month = date({ month: 'long', year: 'numeric' });
  const full = date({ day: 'numeric', month: 'short', year: 'numeric' });
  const at = (of: string) => new Date(`${of}T00:00:00Z`);
  return {
    hours: minutes => {
      const hours = minutes / 60;
      const number = hours < FEW_HOURS ? fine : whole;
      return `${number.format(hours)} ${hour}`;
    },
    percent: value => share.format(value),
    count: count => whole.format(count),
    money,
    costs: costs => costs.map(money).join(' + '),
    weekdays: weekdays('long'),
    weekdaysShort: weekdays('short'),
    day: of => full.format(at(of)),
    step: (of, step) => (step === 'month' ? month : day).format(at(of)),
  };
}
