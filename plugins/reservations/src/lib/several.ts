import type {
  BookingPreview,
  BulkRequest,
  NewBooking,
} from '@callboard/backstage-plugin-reservations-common';
import type { BookingValues } from './bookingForm';
import { itemsOf } from './bulk';
import { isSeriesRefused, summarise } from './occurrences';
import type { RepeatValues } from './repeats';

/** What a form stands for, where that is more than one booking. */
export type Several = {
  /** How it repeats, if it does. */
  repeats?: RepeatValues;
  /** How many bookings of a series are wanted, and cannot be had. */
  sum?: { wanted: number; refused: number };
  /** How many bookings would be made. */
  count: number;
  /** Of several at once: what is asked for. */
  bulkOf(booking: NewBooking): BulkRequest | undefined;
  /** Whether it makes no sense to ask for it; `alone` is said of one booking. */
  isRefused(alone: boolean): boolean;
};

export function severalOf(
  values: BookingValues,
  booking: NewBooking,
  options: { isEdit: boolean; preview: BookingPreview | undefined },
): Several {
  const { isEdit, preview } = options;
  const given = isEdit ? undefined : values.repeats;
  const repeats = given?.repeat === 'never' ? undefined : given;
  if (repeats) {
    const sum = preview && summarise(preview.occurrences, repeats.exdates);
    const { wanted = 0, refused = 0 } = sum ?? {};
    return {
      repeats,
      sum,
      count: repeats.skip ? wanted - refused : wanted,
      bulkOf: () => undefined,
      isRefused: alone => (sum ? isSeriesRefused(sum, repeats.skip) : alone),
    };
  }
  const { bulk } = values;
  const count = isEdit ? 1 : itemsOf(booking, bulk).length;
  return {
    count,
    bulkOf: one =>
      bulk && count > 1
        ? { items: itemsOf(one, bulk), mode: bulk.mode }
        : undefined,
    // Of several, each that can be had is enough.
    isRefused: alone => alone && !(count > 1 && bulk?.mode === 'each'),
  };
}
