import type { Booking } from '@callboard/backstage-plugin-reservations-common';
import type { TimeFormat } from '../../hooks/useTimeFormat';
import type { Translate } from '../../hooks/useTranslation';

/** In one line what a booking waits for; nothing where it waits for nobody. */
export function lifeText(
  booking: Booking,
  { t, format }: { t: Translate; format: TimeFormat },
): string | undefined {
  const { status, checkIn, offHoursAt, offHoursKeptUntil } = booking;
  const at = (instant: string) => ({
    time: format.time(instant),
    relative: format.relative(instant),
  });
  if (status === 'pending' && booking.approval && booking.expiresAt) {
    return t('life.lapses', at(booking.expiresAt));
  }
  if (checkIn) {
    return format.now.getTime() < Date.parse(checkIn.from)
      ? t('life.checkInOpens', at(checkIn.from))
      : t('life.checkInUntil', at(checkIn.until));
  }
  if (status === 'confirmed' && booking.checkedInAt) {
    return t('life.checkedInAt', at(booking.checkedInAt));
  }
  if (status !== 'active') {
    return undefined;
  }
  if (offHoursKeptUntil && Date.parse(offHoursKeptUntil) > +format.now) {
    return t('life.nightKept', at(offHoursKeptUntil));
  }
  return offHoursAt && t('life.nightEnds', at(offHoursAt));
}
