import { type Frequency, type RuleDay, WEEKDAYS } from './RecurrenceRule';

/** What a rule's sentence is made of, in one language. */
export interface RuleWords {
  weekday(index: number): string;
  month(number: number): string;
  /** `only` is the day of a week with one. */
  every: Record<Frequency, (interval: number, only?: number) => string>;
  nth(day: RuleDay): string;
  onDays(days: string[]): string;
  onNth(days: string[]): string;
  onMonthDays(days: number[]): string;
  onDate(date: Date): string;
  inMonths(months: string[]): string;
  positions(positions: number[]): string;
  times(count: number): string;
  until(date: Date): string;
}

/** 5 January 1970 was a Monday. */
const weekdayDate = (index: number) => new Date(Date.UTC(1970, 0, 5 + index));

function names(locale: string) {
  const format = (options: Intl.DateTimeFormatOptions) => {
    const made = new Intl.DateTimeFormat(locale, {
      timeZone: 'UTC',
      ...options,
    });
    return (date: Date) => made.format(date);
  };
  const weekday = format({ weekday: 'long' });
  const month = format({ month: 'long' });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  return {
    weekday: (index: number) => weekday(weekdayDate(index)),
    month: (number: number) => month(new Date(Date.UTC(1970, number - 1, 1))),
    dayAndMonth: format({ day: 'numeric', month: 'long' }),
    day: format({ day: 'numeric', month: 'long', year: 'numeric' }),
    list: (items: string[]) => list.format(items),
  };
}

const en = names('en-GB');
const englishOrdinals = new Intl.PluralRules('en', { type: 'ordinal' });
const englishSuffixes: Record<string, string> = {
  one: 'st',
  two: 'nd',
  few: 'rd',
  other: 'th',
};

function englishNth(number: number): string {
  if (number === -1) {
    return 'last';
  }
  const size = Math.abs(number);
  const suffix = englishSuffixes[englishOrdinals.select(size)];
  return number < 0 ? `${size}${suffix} last` : `${size}${suffix}`;
}

const englishEvery = (one: string, many: string) => (interval: number) =>
  interval === 1 ? one : `Every ${interval} ${many}`;

const english: RuleWords = {
  weekday: en.weekday,
  month: en.month,
  every: {
    DAILY: englishEvery('Every day', 'days'),
    WEEKLY: (interval, only) =>
      only === undefined
        ? englishEvery('Every week', 'weeks')(interval)
        : `Every ${en.weekday(only)}`,
    MONTHLY: englishEvery('Monthly', 'months'),
    YEARLY: englishEvery('Yearly', 'years'),
  },
  nth: ({ nth, day }) => {
    const name = en.weekday(WEEKDAYS.indexOf(day));
    return nth === undefined
      ? `every ${name}`
      : `the ${englishNth(nth)} ${name}`;
  },
  onDays: days => `on ${en.list(days)}`,
  onNth: days => `on ${en.list(days)}`,
  onMonthDays: days =>
    days.length === 1 && days[0] === -1
      ? 'on the last day'
      : `on the ${en.list(days.map(englishNth))}`,
  onDate: date => `on ${en.dayAndMonth(date)}`,
  inMonths: months => `in ${en.list(months)}`,
  positions: positions =>
    `(only the ${en.list(positions.map(englishNth))} of them)`,
  times: count => (count === 1 ? 'once' : `${count} times`),
  until: date => `until ${en.day(date)}`,
};

const it = names('it');

const italianOrdinals = ['primo', 'secondo', 'terzo', 'quarto', 'quinto'];
const SUNDAY = 6;

/** The last first; from the fourth last on by number. */
const italianLast = ['ultimo', 'penultimo', 'terzultimo'];

/** Sundays are feminine. */
function italianNth(number: number, feminine: boolean): string {
  const size = Math.abs(number);
  const word = (number < 0 ? italianLast : italianOrdinals)[size - 1];
  if (word) {
    return word.replace(/o$/, feminine ? 'a' : 'o');
  }
  const counted = `${size}${feminine ? 'ª' : 'º'}`;
  return number < 0 ? `${counted} dalla fine,` : counted;
}

const article = (ordinal: string, feminine: boolean) => {
  if (/^[aeiou]/.test(ordinal)) {
    return 'l’';
  }
  return feminine ? 'la ' : 'il ';
};

const italianEvery = (one: string, many: string) => (interval: number) =>
  interval === 1 ? one : `Ogni ${interval} ${many}`;

const italian: RuleWords = {
  weekday: it.weekday,
  month: it.month,
  every: {
    DAILY: italianEvery('Ogni giorno', 'giorni'),
    WEEKLY: (interval, only) =>
      only === undefined
        ? italianEvery('Ogni settimana', 'settimane')(interval)
        : `Ogni ${it.weekday(only)}`,
    MONTHLY: italianEvery('Ogni mese', 'mesi'),
    YEARLY: italianEvery('Ogni anno', 'anni'),
  },
  nth: ({ nth, day }) => {
    const index = WEEKDAYS.indexOf(day);
    if (nth === undefined) {
      return `ogni ${it.weekday(index)}`;
    }
    const ordinal = italianNth(nth, index === SUNDAY);
    return `${article(ordinal, index === SUNDAY)}${ordinal} ${it.weekday(index)}`;
  },
  onDays: days => `di ${it.list(days)}`,
  onNth: days => it.list(days),
  onMonthDays: days =>
    it.list(
      days.map(day =>
        day > 0
          ? `il giorno ${day}`
          : `${article(italianNth(day, false), false)}${italianNth(day, false)} giorno`,
      ),
    ),
  onDate: date => `il ${it.dayAndMonth(date)}`,
  inMonths: months => `a ${it.list(months)}`,
  positions: positions =>
    `(solo ${it.list(
      positions.map(
        one =>
          `${article(italianNth(one, false), false)}${italianNth(one, false)}`,
      ),
    )})`,
  times: count => (count === 1 ? 'una volta' : `${count} volte`),
  until: date => `fino al ${it.day(date)}`,
};

export function ruleWords(language: string): RuleWords {
  return language.startsWith('it') ? italian : english;
}
