import { randomUUID } from 'node:crypto';
import { invalidField } from '@callboard/backend-openapi';
import { DAY_MS } from '../domain/intervals';
import {
  fromLocal,
  type Occurrence,
  type Recurrence,
  shiftRule,
  splitRule,
  untilText,
} from '../domain/recurrence';
import { naming } from './readRecurrence';
import {
  allOccurrences,
  recurrenceOf,
  type SeriesRecord,
  storedRecurrence,
} from './SeriesRecord';

/** What becomes of a series that changes from one of its occurrences on. */
export interface ChangedSeries {
  /** What stays; absent where all of it changes. */
  before?: SeriesRecord;
  /** What changes; the same series where all of it does. */
  after: SeriesRecord;
  /** When an occurrence takes place then, by the start that it had. */
  timeOf(occurrenceAt: number): { start: number; end: number } | undefined;
}

/** When occurrences are to take place; in local milliseconds. */
export interface NewTimes {
  /** How much later than they did. */
  shift: number;
  length: number;
}

/** Where occurrences of the rule were given their place, by their start. */
export function occurrencesByStart(
  series: SeriesRecord,
): Map<number, Occurrence> {
  return new Map(allOccurrences(series).map(one => [one.start, one]));
}

/**
 * Everything from `cut` on, the start that the series gave an occurrence, with
 * other times where they are given. What was before keeps its own rule, which
 * ends there: what has begun, and feeds of what is over, are not touched.
 */
export function changeSeriesFrom(
  series: SeriesRecord,
  cut: number,
  times: NewTimes | undefined,
  now: number,
): ChangedSeries {
  const all = allOccurrences(series);
  const found = all.findIndex(({ start }) => start === cut);
  const index = Math.max(found, 0);
  const recurrence = recurrenceOf(series);
  const parts =
    index === 0
      ? undefined
      : splitRule(recurrence.rule, {
          number: all[index].number,
          lastBefore: all[index - 1].start,
        });
  const tail = all.slice(index);
  const after = shifted(
    {
      ...recurrence,
      rule: parts?.after ?? recurrence.rule,
      localStart: tail[0].localStart,
      exdates: recurrence.exdates.filter(one => one >= tail[0].start),
    },
    tail,
    times,
  );
  const stored = storedRecurrence(after);
  const placed = new Map(tail.map(one => [one.start, one]));
  return {
    before: parts && {
      ...series,
      ...storedRecurrence({
        ...recurrence,
        rule: parts.before,
        exdates: recurrence.exdates.filter(one => one < tail[0].start),
      }),
      version: series.version + 1,
      updatedAt: now,
    },
    after: parts
      ? {
          ...series,
          ...stored,
          id: randomUUID(),
          version: 1,
          createdAt: now,
          updatedAt: now,
        }
      : { ...series, ...stored, version: series.version + 1, updatedAt: now },
    timeOf: occurrenceAt => {
      const one = placed.get(occurrenceAt);
      return one && timeAt(one.localStart + (times?.shift ?? 0), after);
    },
  };
}

function shifted(
  recurrence: Recurrence,
  occurrences: Occurrence[],
  times: NewTimes | undefined,
): Recurrence {
  if (!times) {
    return recurrence;
  }
  const { shift, length } = times;
  const localStart = recurrence.localStart + shift;
  const days =
    Math.floor(localStart / DAY_MS) -
    Math.floor(recurrence.localStart / DAY_MS);
  const rule = naming('start', () => shiftRule(recurrence.rule, days));
  const at = (local: number) => fromLocal(local, recurrence.timeZone).at;
  const excluded = new Set(recurrence.exdates);
  const last = occurrences.at(-1)!;
  if (length <= 0) {
    throw invalidField('end', 'must be later than start');
  }
  return {
    ...recurrence,
    rule:
      rule.until === undefined
        ? rule
        : { ...rule, until: untilText(at(last.localStart + shift)) },
    localStart,
    localLength: length,
    exdates: occurrences
      .filter(({ start }) => excluded.has(start))
      .map(one => at(one.localStart + shift)),
  };
}

function timeAt(
  localStart: number,
  { timeZone, localLength }: Recurrence,
): { start: number; end: number } {
  const start = fromLocal(localStart, timeZone).at;
  const end = fromLocal(localStart + localLength, timeZone).at;
  return { start, end: end > start ? end : start + localLength };
}
