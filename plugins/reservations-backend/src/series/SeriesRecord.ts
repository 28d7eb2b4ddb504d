import {
  formatRule,
  parseRule,
} from '@callboard/backstage-plugin-reservations-common';
import {
  expandRule,
  type Occurrence,
  type Recurrence,
} from '../domain/recurrence';

/** A series as it is stored; instants are epoch milliseconds. */
export interface SeriesRecord {
  id: string;
  version: number;
  /** `RRULE:…` */
  rule: string;
  exdates: number[];
  timeZone: string;
  /** Local milliseconds of the rule's first occurrence. */
  localStart: number;
  localLength: number;
  owner: string;
  createdAt: number;
  updatedAt: number;
}

export function recurrenceOf(series: SeriesRecord): Recurrence {
  return { ...series, rule: parseRule(series.rule) };
}

/** Everything that its rule names, with what was left out at the beginning. */
export function allOccurrences(series: SeriesRecord): Occurrence[] {
  return expandRule({ ...recurrenceOf(series), exdates: [] });
}

/** The columns of a recurrence. */
export function storedRecurrence(
  recurrence: Recurrence,
): Pick<
  SeriesRecord,
  'rule' | 'exdates' | 'timeZone' | 'localStart' | 'localLength'
> {
  return {
    rule: formatRule(recurrence.rule),
    exdates: [...recurrence.exdates],
    timeZone: recurrence.timeZone,
    localStart: recurrence.localStart,
    localLength: recurrence.localLength,
  };
}
