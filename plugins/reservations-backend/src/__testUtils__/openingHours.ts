import type { OpeningHours } from '@callboard/backstage-plugin-reservations-common';

export const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** Every day, or the first `days` of the week, `08:00-18:00`. */
export function hoursOf(times: string, days = 7): OpeningHours {
  const [opens, closes] = times.split('-');
  return WEEK.slice(0, days).map(day => ({ day, opens, closes }));
}

/** `2027-03-15T10:00` in UTC. */
export function instant(minute: string): number {
  return Date.parse(`${minute}:00Z`);
}
