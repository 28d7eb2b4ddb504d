import { bookingEventType } from './define';
import { bookingData } from './examples';

export const bookingCheckedIn = bookingEventType({
  type: 'booking.checked_in',
  title: 'Somebody checked in',
  description:
    'Somebody has come to a booking that begins only then; it begins at its start, or at once if that is past.',
  example: bookingData({
    version: 2,
    checkedInAt: '2027-03-15T09:56:00.000Z',
  }),
});
