import { ConflictError } from '@backstage/errors';
import type { BookingRecord } from './BookingRecord';

/** Throws a 409 for time that is only held: its entry on the waitlist decides. */
export function requireBooked({ holdOf }: Pick<BookingRecord, 'holdOf'>): void {
  if (holdOf !== undefined) {
    throw new ConflictError(
      'This time is held for somebody on the waitlist and is no booking yet; accept or decline the offer',
    );
  }
}
