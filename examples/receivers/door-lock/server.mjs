// Lets a booking's people through the door from its start to its end. The lock
// keeps one permit per booking and looks at the clock itself, so that a late
// delivery lets nobody in who should not be.
import { begin, end, nameOf } from '../lib/bookings.mjs';
import { ask, deviceUrl } from '../lib/device.mjs';
import { NOT_FOR_US, startReceiver } from '../lib/receiver.mjs';

const lock = deviceUrl('LOCK_URL');

await startReceiver({
  name: 'door-lock',
  state: { bookings: {}, permits: {} },
  on: {
    'booking.started': permit,
    'booking.changed': change,
    'booking.ended': revoke,
  },
});

async function permit({ event, state }) {
  const { booking, resources } = event.data;
  const { obey, why, ousted } = begin(state.bookings, event);
  if (!obey) {
    return `left alone: ${why}`;
  }
  for (const bookingId of ousted) {
    await remove(bookingId, state);
  }
  const doors = resources.map(({ entityRef }) => nameOf(entityRef));
  const people = peopleOf(booking);
  for (const gone of doorsLeft(state, booking.id, doors)) {
    await ask(permitUrl(gone, booking.id), { method: 'DELETE', accept: [404] });
  }
  for (const door of doors) {
    await ask(permitUrl(door, booking.id), {
      method: 'PUT',
      body: { people, from: booking.start, until: booking.end },
    });
  }
  state.permits[booking.id] = doors;
  return `${doors.join(', ')} opens for ${people.join(', ')}`;
}

/** Somebody joined, or it ends later: only of interest once it has begun. */
async function change(delivery) {
  const { booking } = delivery.event.data;
  return delivery.state.permits[booking.id] && booking.status === 'active'
    ? permit(delivery)
    : NOT_FOR_US;
}

async function revoke({ event, state }) {
  end(state.bookings, event);
  const doors = await remove(event.data.booking.id, state);
  return doors.length > 0 ? `closed: ${doors.join(', ')}` : 'nothing to close';
}

async function remove(bookingId, state) {
  const doors = state.permits[bookingId] ?? [];
  for (const door of doors) {
    await ask(permitUrl(door, bookingId), { method: 'DELETE', accept: [404] });
  }
  delete state.permits[bookingId];
  return doors;
}

function doorsLeft(state, bookingId, doors) {
  const before = state.permits[bookingId] ?? [];
  return before.filter(door => !doors.includes(door));
}

/** The lock knows people by their entity ref; groups have no badge. */
function peopleOf({ owner, bookedBy, participants = [] }) {
  const refs = [owner, bookedBy, ...participants];
  return [...new Set(refs.filter(ref => ref?.startsWith('user:')))];
}

function permitUrl(door, bookingId) {
  const parts = [door, 'permits', bookingId].map(encodeURIComponent);
  return `${lock}/doors/${parts.join('/')}`;
}
