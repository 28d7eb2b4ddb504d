import { booking } from './booking';
import { at, step, type Step } from './step';

/** Bookings and series. */
export const bookingSteps: Step[] = [
  step(
    'createBooking',
    'researcher',
    'POST /bookings',
    booking(10),
    ['booking.created'],
    { keep: 'booking' },
  ),
  step(
    'updateBooking',
    'researcher',
    'PATCH /bookings/{booking}',
    { title: 'Longer', end: at(12) },
    ['booking.changed'],
  ),
  step(
    'transferBooking',
    'admin',
    'POST /bookings/{booking}/transfer',
    { owner: 'user:default/leaver' },
    ['booking.changed'],
  ),
  step(
    'reportProvisioning',
    'plugin:webhooks',
    'POST /bookings/{booking}/provisioning',
    {
      reportId: 'r1',
      deliveryId: 'd1',
      endpointId: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff',
      endpointTitle: 'Machines',
      status: 'ready',
      at: at(0),
    },
    ['booking.provisioning_changed'],
  ),
  step('cancelBooking', 'admin', 'POST /bookings/{booking}/cancel', {}, [
    'booking.cancelled',
  ]),
  step(
    'createBooking',
    'researcher',
    'POST /bookings',
    booking(0),
    ['booking.created', 'booking.started'],
    { keep: 'running', actors: ['user:default/researcher', 'system'] },
  ),
  step('releaseBooking', 'researcher', 'POST /bookings/{running}/release', {}, [
    'booking.ended',
  ]),
  step(
    'createBookings',
    'researcher',
    'POST /bookings/bulk',
    { items: [booking(30), booking(32)], mode: 'all' },
    ['booking.created', 'booking.created'],
  ),
  step(
    'createBooking',
    'researcher',
    'POST /bookings',
    booking(40, { recurrence: { rule: 'FREQ=DAILY;COUNT=3' } }),
    ['booking.created', 'booking.created', 'booking.created'],
    { keep: 'series' },
  ),
  step(
    'updateSeries',
    'researcher',
    'PATCH /series/{series}',
    { title: 'Every day' },
    ['booking.changed', 'booking.changed', 'booking.changed'],
  ),
  step('cancelSeries', 'researcher', 'DELETE /series/{series}', undefined, [
    'booking.cancelled',
    'booking.cancelled',
    'booking.cancelled',
  ]),
];
