// Installs the image that a booking asks for on its machines while they are
// being set up, tells the booking's page how to log in, and wipes them after it.
import { setTimeout as sleep } from 'node:timers/promises';
import { begin, end, nameOf, parametersOf } from '../lib/bookings.mjs';
import { ask, deviceUrl } from '../lib/device.mjs';
import { Jobs, wantDown, wantUp } from '../lib/jobs.mjs';
import { startReceiver } from '../lib/receiver.mjs';

const provisioner = deviceUrl('PROVISIONER_URL');
const DEFAULT_IMAGE = process.env.DEFAULT_IMAGE ?? 'plain-linux';
const POLL_MS = Number(process.env.POLL_MS ?? 2000);
const GIVE_UP_MS = Number(process.env.GIVE_UP_MS ?? 60 * 60_000);

await startReceiver({
  name: 'bare-metal',
  state: { bookings: {}, jobs: {} },
  on: {
    'booking.setup_started': provision,
    // A booking without set-up time begins here.
    'booking.started': provision,
    'booking.ended': wipe,
    'booking.cancelled': wipe,
  },
  prepare: async tools => Jobs.create(tools, { up: install, down: clean }).wake,
});

async function provision({ event, state, report }) {
  const { booking, resources, people = [] } = event.data;
  const { obey, why, ousted } = begin(state.bookings, event);
  if (!obey) {
    return `left alone: ${why}`;
  }
  for (const bookingId of ousted) {
    // The machines are about to be installed anew: nothing to wipe.
    delete state.jobs[bookingId];
  }
  const isNew = wantUp(state.jobs, {
    bookingId: booking.id,
    callbackUrl: event.callbackUrl,
    input: {
      machines: resources.map(({ entityRef }) => ({
        name: nameOf(entityRef),
        image: parametersOf(event.data, entityRef).image ?? DEFAULT_IMAGE,
      })),
      keys: people.flatMap(({ sshPublicKeys = [] }) => sshPublicKeys),
    },
  });
  if (!isNew) {
    return 'already being provisioned';
  }
  report({ status: 'provisioning', message: 'Installing' });
  return `installing ${resources.length} machine(s)`;
}

async function wipe({ event, state }) {
  const { free, why } = end(state.bookings, event);
  if (free.length === 0) {
    return `left alone: ${why}`;
  }
  wantDown(state.jobs, event.data.booking.id, { wipe: free.map(nameOf) });
  return `wiping ${free.map(nameOf).join(', ')}`;
}

async function install({ machines, keys }) {
  for (const { name, image } of machines) {
    await ask(machineUrl(name), { method: 'PUT', body: { image, keys } });
  }
  const access = {};
  for (const { name } of machines) {
    access[name] = `ssh root@${await waitUntilReady(name)}`;
  }
  return { message: 'Installed', access };
}

async function waitUntilReady(name) {
  const deadline = Date.now() + GIVE_UP_MS;
  while (Date.now() < deadline) {
    const { body: machine } = await ask(machineUrl(name));
    if (machine.state === 'ready') {
      return machine.address;
    }
    if (machine.state !== 'installing') {
      throw new Error(`${name}: ${machine.message ?? machine.state}`);
    }
    await sleep(POLL_MS);
  }
  throw new Error(`${name} was not ready in time`);
}

async function clean(input) {
  for (const name of input.wipe) {
    await ask(machineUrl(name), { method: 'DELETE' });
  }
}

function machineUrl(name) {
  return `${provisioner}/machines/${encodeURIComponent(name)}`;
}
