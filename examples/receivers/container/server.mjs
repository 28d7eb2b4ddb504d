// Runs one container per booking, from its start to its end.
import { begin, end, nameOf, parametersOf } from '../lib/bookings.mjs';
import { ask, deviceUrl } from '../lib/device.mjs';
import { startReceiver } from '../lib/receiver.mjs';

const engine = deviceUrl('ENGINE_URL');
// A booking names an image by what stands before the "=", never by itself.
const IMAGES = Object.fromEntries(
  (process.env.IMAGES ?? 'plain-linux=debian:stable-slim')
    .split(',')
    .map(entry => entry.trim().split('=', 2)),
);
const [DEFAULT_IMAGE] = Object.keys(IMAGES);

await startReceiver({
  name: 'container',
  state: { bookings: {} },
  on: { 'booking.started': run, 'booking.ended': remove },
});

async function run({ event, state, report }) {
  const { booking } = event.data;
  const { obey, why, ousted } = begin(state.bookings, event);
  if (!obey) {
    return `left alone: ${why}`;
  }
  for (const bookingId of ousted) {
    await removeContainer(bookingId);
  }
  const asked = parametersOf(event.data, booking.resourceRefs[0]).image;
  const image = asked ?? DEFAULT_IMAGE;
  if (!Object.hasOwn(IMAGES, image)) {
    const message = `There is no image called ${image}.`;
    report({ status: 'failed', message });
    return message;
  }
  const name = containerName(booking.id);
  await ask(`${engine}/containers/create?name=${name}`, {
    method: 'POST',
    body: {
      Image: IMAGES[image],
      Labels: {
        'callboard.booking': booking.id,
        'callboard.resource': nameOf(booking.resourceRefs[0]),
      },
      HostConfig: { PublishAllPorts: true },
    },
    // 409: a delivery before this one got as far as here.
    accept: [409],
  });
  await ask(`${engine}/containers/${name}/start`, { method: 'POST' });
  const { body: container } = await ask(`${engine}/containers/${name}/json`);
  report({
    status: 'ready',
    message: `${image} is running`,
    access: { container: name, ...publishedPorts(container) },
  });
  return `running ${name}`;
}

/** Also when superseded: the container is this booking's own. */
async function remove({ event, state }) {
  end(state.bookings, event);
  const removed = await removeContainer(event.data.booking.id);
  return removed ? 'removed' : 'there was no container';
}

async function removeContainer(bookingId) {
  const { status } = await ask(
    `${engine}/containers/${containerName(bookingId)}?force=true`,
    { method: 'DELETE', accept: [404] },
  );
  return status !== 404;
}

function containerName(bookingId) {
  return `callboard-${bookingId.replace(/[^\w-]/g, '')}`;
}

function publishedPorts({ NetworkSettings }) {
  return Object.fromEntries(
    Object.entries(NetworkSettings.Ports)
      .filter(([, published]) => published?.length > 0)
      .map(([port, [{ HostPort }]]) => [`port ${port}`, HostPort]),
  );
}
