import type { SecretReference } from '@callboard/backstage-plugin-service-requests-common';

const DAY_MS = 86_400_000;

/** What should have been rotated first, then what was rotated longest ago. */
export function byUrgency(secrets: readonly SecretReference[]) {
  const age = ({ lastRotatedAt }: SecretReference) =>
    lastRotatedAt === undefined ? 0 : Date.parse(lastRotatedAt);
  return [...secrets].sort(
    (a, b) =>
      Number(b.overdue) - Number(a.overdue) ||
      Number(b.state === 'failed') - Number(a.state === 'failed') ||
      age(a) - age(b) ||
      a.name.localeCompare(b.name),
  );
}

/** Whole days past the day on which it should have been rotated; 0 where it is not. */
export function daysOverdue(secret: SecretReference, now: number): number {
  const { overdue, lastRotatedAt, rotateEveryDays } = secret;
  if (!overdue || lastRotatedAt === undefined || !rotateEveryDays) {
    return 0;
  }
  const age = (now - Date.parse(lastRotatedAt)) / DAY_MS;
  return Math.max(0, Math.floor(age - rotateEveryDays));
}

/** Whole days since it was rotated. */
export function daysSince(at: string, now: number): number {
  return Math.max(0, Math.floor((now - Date.parse(at)) / DAY_MS));
}
