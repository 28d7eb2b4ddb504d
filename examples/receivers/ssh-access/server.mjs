// Keeps the keys of whoever has the machine now in an authorized_keys file.
import path from 'node:path';
import { begin, end } from '../lib/bookings.mjs';
import { NOT_FOR_US, startReceiver } from '../lib/receiver.mjs';
import { stateDir } from '../lib/store.mjs';
import { readableKeys, writeKeys } from './authorizedKeys.mjs';

const file =
  process.env.AUTHORIZED_KEYS ??
  path.join(stateDir('ssh-access'), 'authorized_keys');

await startReceiver({
  name: 'ssh-access',
  state: { bookings: {}, keys: {} },
  on: {
    'booking.started': letIn,
    'booking.changed': change,
    'booking.ended': letOut,
  },
});

async function letIn({ event, state, report }) {
  const { booking, people } = event.data;
  const { obey, why, ousted } = begin(state.bookings, event);
  if (!obey) {
    return `left alone: ${why}`;
  }
  for (const bookingId of ousted) {
    delete state.keys[bookingId];
  }
  const keys = readableKeys(people);
  state.keys[booking.id] = keys;
  await writeKeys(file, state.keys);
  if (keys.length === 0) {
    const message = people
      ? 'Nobody of this booking has a public key.'
      : 'The endpoint gives no personal data, so no keys came.';
    report({ status: 'failed', message });
    return message;
  }
  const message = `${keys.length} public key(s) let in`;
  report({ status: 'ready', message });
  return message;
}

/** Somebody joined or left: only of interest once it has begun. */
async function change(delivery) {
  const { booking } = delivery.event.data;
  return delivery.state.keys[booking.id] && booking.status === 'active'
    ? letIn(delivery)
    : NOT_FOR_US;
}

/** Also when superseded: a booking's keys are its own, and hurt nobody by going. */
async function letOut({ event, state }) {
  end(state.bookings, event);
  const keys = state.keys[event.data.booking.id] ?? [];
  delete state.keys[event.data.booking.id];
  await writeKeys(file, state.keys);
  return `${keys.length} public key(s) taken out`;
}
