/** One small story that all examples are about. */
const siteExample = {
  id: '6d9f3b52-8a0f-4a53-9f0c-1f0b7f4b8c01',
  entityRef: 'resource:default/campus',
  name: 'campus',
  title: 'Campus',
  visibility: 'public',
  timeZone: 'Europe/Rome',
  openingHours: [{ day: 'mon', opens: '08:00', closes: '20:00' }],
  admins: ['group:default/campus-admins'],
  members: [],
  archived: false,
  version: 1,
  createdAt: '2027-01-11T09:00:00.000Z',
  updatedAt: '2027-01-11T09:00:00.000Z',
};

const resourceTypeExample = {
  id: '0a8a1d0c-55b5-4d0c-a3f4-3f6f5f1a7b02',
  name: 'gpu-node',
  title: 'GPU node',
  siteRef: 'resource:default/campus',
  colour: '#1f6feb',
  setupMinutes: 30,
  teardownMinutes: 15,
  attributesSchema: { type: 'object' },
  bookingParametersSchema: {
    type: 'object',
    properties: { image: { type: 'string' } },
  },
  policyDefaults: { maxMinutes: 2880 },
  version: 1,
  createdAt: '2027-01-11T09:05:00.000Z',
  updatedAt: '2027-01-11T09:05:00.000Z',
};

const bookedResourceExample = {
  id: 'c7d8b8fe-1ad2-4f0e-8a67-2d0e6a1f5c03',
  entityRef: 'resource:default/gpu-node-1',
  name: 'gpu-node-1',
  title: 'GPU node 1',
  type: 'gpu-node',
  typeTitle: 'GPU node',
  siteRef: 'resource:default/campus',
  parentRef: 'resource:default/gpu-cluster',
  ancestorRefs: ['resource:default/gpu-cluster'],
  status: 'active',
  location: 'Room 2.14, rack 3',
  attributes: { gpus: 8, memoryGiB: 1024 },
};

const resourceExample = {
  ...bookedResourceExample,
  managedBy: 'callboard',
  archived: false,
  version: 1,
  createdAt: '2027-01-11T09:10:00.000Z',
  updatedAt: '2027-01-11T09:10:00.000Z',
};

const bookingExample = {
  id: '4f5a6c1e-9d3b-4c58-8a41-7b7b2e0d9e04',
  version: 1,
  title: 'Training run',
  purpose: 'Second round of experiments',
  status: 'confirmed',
  start: '2027-03-15T10:00:00.000Z',
  end: '2027-03-15T14:00:00.000Z',
  timeZone: 'Europe/Rome',
  owner: 'user:default/researcher',
  bookedBy: 'user:default/researcher',
  participants: ['user:default/student'],
  resourceRefs: ['resource:default/gpu-node-1'],
  units: {},
  parameters: { image: 'ubuntu-26.04' },
  setupMinutes: 30,
  teardownMinutes: 15,
  notices: [],
  createdAt: '2027-03-12T08:20:00.000Z',
  updatedAt: '2027-03-12T08:20:00.000Z',
};

/** `data` of an event of a booking, with what differs from the usual. */
export function bookingData(change: object = {}, more: object = {}) {
  const { entityRef, name, title, timeZone } = siteExample;
  return {
    booking: { ...bookingExample, ...change },
    resources: [bookedResourceExample],
    sites: [{ entityRef, name, title, timeZone }],
    ...more,
  };
}

/** The booking before it was changed. */
export function bookingBefore(change: object) {
  return { ...bookingExample, ...change };
}

export function siteData(change?: object) {
  return changed('site', siteExample, change);
}

export function resourceTypeData(change?: object) {
  return changed('type', resourceTypeExample, change);
}

export function resourceData(change?: object) {
  return changed('resource', resourceExample, change);
}

function changed(key: string, before: object, change?: object) {
  return change
    ? { [key]: { ...before, version: 2, ...change }, before }
    : { [key]: before };
}
