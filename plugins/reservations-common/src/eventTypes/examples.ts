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
  rates: [{ from: '2027-01-01', perUnitHour: 1.5, currency: 'EUR' }],
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
  policies: {},
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

/** What a booking waits for. */
export const pendingApproval = {
  reasons: ['Bookings of GPU node 1 need approval.'],
  approvers: ['group:default/gpu-board'],
  requestedAt: '2027-03-12T08:20:00.000Z',
};

/** A booking on which somebody has decided. */
export function approvedBooking(change: object) {
  return {
    version: 2,
    approval: {
      ...pendingApproval,
      decidedBy: 'user:default/campus-admin',
      decidedAt: '2027-03-12T10:00:00.000Z',
    },
    ...change,
  };
}

/** The booking before it was changed. */
export function bookingBefore(change: object) {
  return { ...bookingExample, ...change };
}

export function siteData(change?: object) {
  return changed('site', siteExample, change);
}

/** `data` of an event of somebody's place in a site. */
export function memberData(ref: string, role: 'admin' | 'member') {
  const { id, entityRef, name, title } = siteExample;
  return { site: { id, entityRef, name, title }, member: { ref, role } };
}

const accessGrantExample = {
  id: '7e0c8f57-6f0e-4a5a-8d25-3a2a7b4c1f06',
  version: 1,
  subjectRef: 'user:default/guest-scientist',
  siteRef: siteExample.entityRef,
  siteTitle: siteExample.title,
  resourceRef: bookedResourceExample.entityRef,
  resourceTitle: bookedResourceExample.title,
  from: '2027-03-15T08:00:00.000Z',
  until: '2027-03-20T18:00:00.000Z',
  reason: 'Joint experiments',
  grantedBy: 'user:default/campus-admin',
  createdAt: '2027-03-10T09:00:00.000Z',
  updatedAt: '2027-03-10T09:00:00.000Z',
};

const certificationExample = {
  id: '0b8f3b44-1f7a-4f57-8b02-6c2f7a0d9e21',
  version: 1,
  name: 'microscope-user',
  title: 'Microscope user',
  siteRef: siteExample.entityRef,
  validityMonths: 12,
  createdAt: '2027-01-10T09:00:00.000Z',
  updatedAt: '2027-01-10T09:00:00.000Z',
};

export function certificationData(change?: object) {
  return changed('certification', certificationExample, change);
}

const holdingExample = {
  id: '9c4a5e1d-3b0f-4c55-9f0e-1a7d1f6e2b33',
  version: 1,
  certificationId: certificationExample.id,
  certification: certificationExample.name,
  certificationTitle: certificationExample.title,
  siteRef: siteExample.entityRef,
  person: 'user:default/researcher',
  validFrom: '2027-03-15T09:00:00.000Z',
  validUntil: '2028-03-15T09:00:00.000Z',
  evidence: 'https://training.example.com/records/4711',
  grantedBy: 'user:default/campus-admin',
  createdAt: '2027-03-15T09:00:00.000Z',
  updatedAt: '2027-03-15T09:00:00.000Z',
};

export function holdingData(change?: object) {
  return changed('holding', holdingExample, change);
}

const projectExample = {
  id: '5d2a1d0e-7d0b-4a7e-9a53-0f8f8b3b6c11',
  version: 1,
  code: 'GRANT-7',
  title: 'Protein folding',
  holders: ['group:default/research'],
  from: '2027-01-01T00:00:00.000Z',
  until: '2028-01-01T00:00:00.000Z',
  budget: { kind: 'hours', amount: 2000 },
  archived: false,
  createdAt: '2026-12-15T09:00:00.000Z',
  updatedAt: '2026-12-15T09:00:00.000Z',
};

export function projectData(change?: object) {
  return changed('project', projectExample, change);
}

export function accessGrantData(change?: object) {
  return changed('grant', accessGrantExample, change);
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

const waitlistEntryExample = {
  id: '5b0b8e0a-6d34-4d7e-9c56-0e4f6a1b2c07',
  version: 1,
  owner: 'user:default/researcher',
  bookedBy: 'user:default/researcher',
  resourceRef: bookedResourceExample.entityRef,
  type: 'gpu-node',
  typeTitle: 'GPU node',
  siteRef: siteExample.entityRef,
  units: 1,
  from: '2027-03-15T08:00:00.000Z',
  until: '2027-03-19T18:00:00.000Z',
  minutes: 240,
  timeZone: 'Europe/Rome',
  title: 'Training run',
  parameters: {},
  participants: [],
  status: 'waiting',
  createdAt: '2027-03-12T08:20:00.000Z',
  updatedAt: '2027-03-12T08:20:00.000Z',
};

/** `data` of an event of the waitlist. */
export function waitlistData(change: object = {}, more: object = {}) {
  const { entityRef, name, title, timeZone } = siteExample;
  return {
    entry: { ...waitlistEntryExample, ...change },
    resources: [bookedResourceExample],
    sites: [{ entityRef, name, title, timeZone }],
    ...more,
  };
}

export const waitlistOfferExample = {
  bookingId: bookingExample.id,
  resourceRef: bookedResourceExample.entityRef,
  start: bookingExample.start,
  end: bookingExample.end,
  until: '2027-03-15T09:30:00.000Z',
};
