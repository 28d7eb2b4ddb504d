// Puts the ports of what is booked into the VLAN that the booking asks for, and
// back into the parking VLAN after it.
import { begin, end, nameOf, parametersOf } from '../lib/bookings.mjs';
import { ask, deviceUrl } from '../lib/device.mjs';
import { startReceiver } from '../lib/receiver.mjs';

const networkSwitch = deviceUrl('SWITCH_URL');
const PARKING_VLAN = Number(process.env.PARKING_VLAN ?? 999);

await startReceiver({
  name: 'switch-port',
  state: { bookings: {} },
  on: { 'booking.started': connect, 'booking.ended': disconnect },
});

async function connect({ event, state, report }) {
  const { resources } = event.data;
  const wanted = resources.map(resource => ({
    port: portOf(resource),
    vlan: parametersOf(event.data, resource.entityRef).vlan,
  }));
  const wrong = wanted.find(({ vlan }) => !isVlan(vlan));
  const { obey, why } = begin(state.bookings, event);
  if (!obey) {
    return `left alone: ${why}`;
  }
  if (wrong) {
    // Sent again it would be as wrong: the booker is told, the portal is not.
    const message = `No VLAN from 1 to 4094 was given for ${wrong.port}.`;
    report({ status: 'failed', message });
    return message;
  }
  for (const { port, vlan } of wanted) {
    await setVlan(port, vlan);
  }
  const message = wanted.map(({ port, vlan }) => `${port}: ${vlan}`).join(', ');
  report({ status: 'ready', message: `VLAN of ${message}` });
  return message;
}

async function disconnect({ event, state }) {
  const { free, why } = end(state.bookings, event);
  const ports = event.data.resources
    .filter(({ entityRef }) => free.includes(entityRef))
    .map(portOf);
  for (const port of ports) {
    await setVlan(port, PARKING_VLAN);
  }
  const done = ports.length > 0 ? `parked: ${ports.join(', ')}` : 'left alone';
  return why ? `${done}: ${why}` : done;
}

/** The resource's attribute `switchPort`, or else its name. */
function portOf({ entityRef, attributes }) {
  return String(attributes?.switchPort ?? nameOf(entityRef));
}

function isVlan(vlan) {
  return Number.isInteger(vlan) && vlan >= 1 && vlan <= 4094;
}

async function setVlan(port, vlan) {
  await ask(`${networkSwitch}/ports/${encodeURIComponent(port)}`, {
    method: 'PUT',
    body: { vlan },
  });
}
