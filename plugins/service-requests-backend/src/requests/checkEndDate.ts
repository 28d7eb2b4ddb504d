import type { FieldError } from '@callboard/backend-openapi';
import type { EnvironmentConfig } from '../environments';

const DAY_MS = 86_400_000;

/** A day (`YYYY-MM-DD`) ends with the day in UTC. `now` is epoch milliseconds. */
export function endOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) + DAY_MS;
}

/** What is wrong with the day on which a service would end. */
export function checkEndDate(
  endDate: string | undefined,
  environment: EnvironmentConfig | undefined,
  now: number,
): FieldError[] {
  if (endDate === undefined) {
    return [];
  }
  const end = endOf(endDate);
  const problem = (what: string) => [
    { field: 'endDate', message: `endDate ${what}` },
  ];
  if (Number.isNaN(end)) {
    return problem('must be a date, for example 2027-06-30');
  }
  if (end <= now) {
    return problem('is past');
  }
  const days = environment?.maxDays;
  if (days !== undefined && end > now + (days + 1) * DAY_MS) {
    return problem(`may be at most ${days} days away in ${environment!.title}`);
  }
  return [];
}
