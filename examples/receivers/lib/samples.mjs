/**
 * Bodies as the portal sends them, for trying a receiver without one. The times
 * are around `now`.
 */
const HOUR_MS = 60 * 60 * 1000;

const RESOURCE = {
  id: '7c1f0e5a-4b76-4a67-9d0e-3a1f5e7d2b11',
  entityRef: 'resource:default/gpu-node-1',
  name: 'gpu-node-1',
  title: 'GPU node 1',
  type: 'gpu-node',
  typeTitle: 'GPU node',
  siteRef: 'resource:default/campus',
  parentRef: 'resource:default/gpu-cluster-1',
  status: 'active',
  attributes: { gpus: 4, switchPort: 'eth-11' },
};

const SITE = {
  entityRef: 'resource:default/campus',
  name: 'campus',
  title: 'Campus',
  timeZone: 'Europe/Rome',
};

const PEOPLE = [
  {
    ref: 'user:default/researcher',
    name: 'Researcher',
    email: 'researcher@example.com',
    sshPublicKeys: [
      'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBs5rQnSx1p0m5yFq1k0c2nJtZ8w3v7Yh4dLr6TgUeXk researcher@laptop',
    ],
  },
];

/** The booking of a sample, from half an hour ago to half an hour from now. */
function sampleBooking(now, changes) {
  return {
    id: '0f7d9c1e-52b4-4f0a-8a43-6a8f4f1b7c55',
    title: 'Training run',
    status: 'active',
    start: new Date(now.getTime() - HOUR_MS / 2).toISOString(),
    end: new Date(now.getTime() + HOUR_MS / 2).toISOString(),
    timeZone: 'Europe/Rome',
    setupMinutes: 0,
    teardownMinutes: 0,
    owner: 'group:default/research-group',
    bookedBy: 'user:default/researcher',
    participants: ['user:default/developer'],
    parameters: { image: 'plain-linux', vlan: 120 },
    resourceRefs: [RESOURCE.entityRef],
    version: 1,
    ...changes,
  };
}

/**
 * @param {string} type `booking.started`, `resource.status_changed`, …
 * @param {object} [changes]
 * @param {object} [changes.booking] instead of the sample's
 * @param {object} [changes.resource] instead of the sample's
 */
export function sampleEvent(
  type,
  { booking, resource } = {},
  now = new Date(),
) {
  const sample = { ...RESOURCE, ...resource };
  const timestamp = now.toISOString();
  if (type.startsWith('resource.')) {
    return { type, timestamp, data: { resource: sample } };
  }
  return {
    type,
    timestamp,
    data: {
      booking: sampleBooking(now, {
        resourceRefs: [sample.entityRef],
        ...booking,
      }),
      resources: [sample],
      sites: [SITE],
      people: PEOPLE,
    },
  };
}
