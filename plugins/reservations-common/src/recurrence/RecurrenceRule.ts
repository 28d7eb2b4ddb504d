/** Days of the week as RFC 5545 names them, Monday first. */
export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** The second Tuesday is `{ nth: 2, day: 'TU' }`, the last `{ nth: -1, … }`. */
export interface RuleDay {
  day: Weekday;
  nth?: number;
}

/** Most occurrences that a rule may have. */
export const MAX_OCCURRENCES = 366;

/**
 * A recurrence rule (RFC 5545, section 3.3.10), as far as bookings repeat: by
 * days, weeks, months and years; the time of day is the start's.
 */
export interface RecurrenceRule {
  frequency: Frequency;
  /** 1 where it is absent. */
  interval?: number;
  /** How often, the first included. One of this and `until` is there. */
  count?: number;
  /**
   * The last moment at which one may start: `20271231T225959Z`, or a day in the
   * booking's zone, `20271231`.
   */
  until?: string;
  byDay?: RuleDay[];
  byMonthDay?: number[];
  byMonth?: number[];
  bySetPos?: number[];
  weekStart?: Weekday;
}

/** What is wrong with the text of a rule, as a sentence that names no field. */
export class RuleError extends Error {
  override readonly name = 'RuleError';
}
