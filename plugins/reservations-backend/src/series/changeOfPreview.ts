import { isDeepStrictEqual } from 'node:util';
import type {
  BookingPreviewRequest,
  NewRecurrence,
} from '@callboard/backstage-plugin-reservations-common';
import { unitsByRef } from '../bookings/bookingEvent';
import type { BookingRecord } from '../bookings/BookingRecord';
import { refsOf } from '../bookings/views';
import type { Inventory } from '../domain/Inventory';
import type { RuleChange } from './planRule';

/**
 * A preview always says where and when; what it says as it is by now is no
 * change, and is not decided anew.
 */
export function changeOfPreview(
  input: BookingPreviewRequest & { recurrence: NewRecurrence },
  booking: BookingRecord,
  inventory: Inventory,
): RuleChange {
  const { start, end, resourceRefs, units, parameters, recurrence } = input;
  const booked = refsOf(booking.resources, inventory);
  const elsewhere =
    !isDeepStrictEqual([...resourceRefs].sort(), [...booked].sort()) ||
    (units !== undefined &&
      !isDeepStrictEqual(
        { ...unitsByRef(booking, inventory), ...units },
        unitsByRef(booking, inventory),
      ));
  return {
    start,
    end,
    ...(elsewhere && { resourceRefs, units }),
    ...(parameters && { parameters }),
    ...(input.project !== undefined &&
      input.project !== booking.project && { project: input.project }),
    recurrence,
  };
}
