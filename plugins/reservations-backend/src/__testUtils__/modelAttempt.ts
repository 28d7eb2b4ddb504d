import { ClaimConflict } from '../bookings/ClaimTransaction';
import type { Outcome } from './bookingModel';
import { asUser } from './world';

export const ref = (of: string) => `resource:default/${of}`;
export const admin = asUser('admin');
export const toIso = (instant: number) => new Date(instant).toISOString();
export const byRef = (of: Record<string, number>) =>
  Object.fromEntries(Object.entries(of).map(([key, n]) => [ref(key), n]));

/** What was to come of a command, and what came. */
export interface Judged {
  expected: Outcome | 'either';
  actual: Outcome;
}

export const NOTHING_TO_DO: Judged = { expected: 'ok', actual: 'ok' };

export async function attempt<T>(
  run: () => Promise<T>,
): Promise<{ actual: Outcome; result?: T; error?: unknown }> {
  try {
    return { actual: 'ok', result: await run() };
  } catch (error) {
    if (error instanceof ClaimConflict) {
      return { actual: 'conflict', error };
    }
    const outcome = (
      {
        InputError: 'input',
        NotAllowedError: 'denied',
        ConflictError: 'conflict',
        SlotTakenError: 'conflict',
        PolicyDeniedError: 'denied',
        PreconditionFailedError: 'stale',
      } as Record<string, Outcome>
    )[(error as Error).name];
    if (!outcome) {
      throw error;
    }
    return { actual: outcome, error };
  }
}
