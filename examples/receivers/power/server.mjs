// Switches the outlets of what is booked on for a booking, and off after it.
import { begin, end, isOver, nameOf } from '../lib/bookings.mjs';
import { ask, deviceUrl } from '../lib/device.mjs';
import { NOT_FOR_US, startReceiver } from '../lib/receiver.mjs';

const outlets = deviceUrl('OUTLETS_URL');

await startReceiver({
  name: 'power',
  state: { bookings: {} },
  on: {
    'booking.setup_started': switchOn,
    'booking.started': switchOn,
    'booking.ended': switchOff,
    'booking.teardown_ended': switchOff,
    'booking.cancelled': switchOff,
  },
});

async function switchOn({ event, state }) {
  const { obey, why } = begin(state.bookings, event);
  if (!obey) {
    return `left alone: ${why}`;
  }
  return set(event.data.booking.resourceRefs, 'on');
}

async function switchOff({ event, state }) {
  if (!isOver(event)) {
    return NOT_FOR_US;
  }
  const { free, why } = end(state.bookings, event);
  const done = free.length > 0 ? await set(free, 'off') : 'left alone';
  return why ? `${done}: ${why}` : done;
}

async function set(resourceRefs, state) {
  const names = resourceRefs.map(nameOf);
  for (const name of names) {
    await ask(`${outlets}/outlets/${encodeURIComponent(name)}`, {
      method: 'PUT',
      body: { state },
    });
  }
  return `${state}: ${names.join(', ')}`;
}
