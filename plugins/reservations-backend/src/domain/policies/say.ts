import type { SiteFacts } from '../Inventory';
import type { Interval } from '../intervals';
import { timeFormat } from '../timeFormat';

/*
 * Sentences are read where the resource is: times are in its site's zone, which
 * they name.
 */

type Place = Pick<SiteFacts, 'timeZone'>;

/** `Tue, 16 Mar 2027, 08:00 CET` */
export function sayInstant(instant: number, place: Place): string {
  return formatOf(place).format(instant);
}

/** `Tue, 16 Mar 2027, 08:00–18:00 CET` */
export function sayPeriod({ start, end }: Interval, place: Place): string {
  return formatOf(place).formatRange(start, end);
}

/** `Monday, 15 March 2027`, of the day it begins on */
export function sayDay(instant: number, { timeZone }: Place): string {
  return timeFormat('en-GB', {
    timeZone,
    dateStyle: 'full',
  }).format(instant);
}

/** At most two digits after the point: `2.5`. */
export function sayNumber(amount: number): string {
  return String(Math.round(amount * 100) / 100);
}

function formatOf({ timeZone }: Place): Intl.DateTimeFormat {
  return timeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  });
}

/** A time as a verdict has it. */
export function slotOf({ start, end }: Interval) {
  return {
    start: new Date(start).toISOString(),
    end: new Date(end).toISOString(),
  };
}
