// Opens a ticket when something can no longer be used, and closes it when it can.
import { ask, deviceUrl } from '../lib/device.mjs';
import { NOT_FOR_US, startReceiver } from '../lib/receiver.mjs';

const tracker = deviceUrl('TRACKER_URL');

await startReceiver({
  name: 'ticket',
  on: {
    'resource.status_changed': async ({ id, event }) => {
      const { resource } = event.data;
      if (event.superseded) {
        return 'left alone: the status has changed again since';
      }
      const open = await openTicket(resource);
      if (resource.status === 'active') {
        return open ? close(open, resource) : NOT_FOR_US;
      }
      return open ? comment(open, resource) : create(id, resource);
    },
  },
});

/**
 * The tracker is asked, not our own memory: a ticket that we opened before we
 * were stopped is found, and one that somebody has closed by hand is over.
 */
async function openTicket({ entityRef }) {
  const { body: tickets } = await ask(`${tracker}/tickets`);
  return tickets.find(
    ({ reference, status }) => reference === entityRef && status === 'open',
  );
}

async function create(id, resource) {
  const { body: ticket } = await ask(`${tracker}/tickets`, {
    method: 'POST',
    body: {
      reference: resource.entityRef,
      title: `${resource.title ?? resource.name}: ${resource.status}`,
      text: `${describe(resource)} (delivery ${id})`,
    },
  });
  return `opened ${ticket.key}`;
}

async function comment({ key }, resource) {
  await ask(`${tracker}/tickets/${key}/comments`, {
    method: 'POST',
    body: { text: describe(resource) },
  });
  return `commented on ${key}`;
}

async function close({ key }, resource) {
  await ask(`${tracker}/tickets/${key}/close`, {
    method: 'POST',
    body: { text: describe(resource) },
  });
  return `closed ${key}`;
}

function describe({ status, statusReason }) {
  return statusReason
    ? `Status: ${status}. ${statusReason}`
    : `Status: ${status}.`;
}
