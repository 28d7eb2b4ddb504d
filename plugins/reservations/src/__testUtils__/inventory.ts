import type {
  Booking,
  Resource,
  ResourceType,
  Site,
} from '@callboard/backstage-plugin-reservations-common';

const common = {
  version: 1,
  createdAt: '2027-01-01T00:00:00.000Z',
  updatedAt: '2027-01-01T00:00:00.000Z',
};

export const campus: Site = {
  ...common,
  id: '00000000-0000-4000-8000-000000000001',
  entityRef: 'domain:default/campus',
  name: 'campus',
  title: 'Campus',
  visibility: 'public',
  timeZone: 'Europe/Rome',
  openingHours: [],
  admins: [],
  members: [],
  archived: false,
  actions: [],
};

export const cloud: Site = {
  ...campus,
  id: '00000000-0000-4000-8000-000000000002',
  entityRef: 'domain:default/cloud',
  name: 'cloud',
  title: 'Cloud',
  timeZone: 'America/New_York',
};

export const gpuType: ResourceType = {
  ...common,
  id: '00000000-0000-4000-8000-000000000011',
  name: 'gpu-cluster',
  title: 'GPU cluster',
  colour: '#1f6feb',
  setupMinutes: 0,
  teardownMinutes: 0,
  attributesSchema: {},
  bookingParametersSchema: {},
  policyDefaults: {},
  rates: [],
  actions: [],
};

export const gpu1: Resource = {
  ...common,
  id: '00000000-0000-4000-8000-000000000021',
  entityRef: 'resource:default/gpu-cluster-1',
  name: 'gpu-cluster-1',
  title: 'GPU cluster 1',
  siteRef: campus.entityRef,
  type: gpuType.name,
  status: 'active',
  capacity: 'exclusive',
  attributes: {},
  policies: {},
  managedBy: 'callboard',
  archived: false,
  actions: ['book'],
};

export const gpu2: Resource = {
  ...gpu1,
  id: '00000000-0000-4000-8000-000000000022',
  entityRef: 'resource:default/gpu-cluster-2',
  name: 'gpu-cluster-2',
  title: 'GPU cluster 2',
};

export const ME = 'user:default/researcher';

export function booking(over: Partial<Booking> = {}): Booking {
  return {
    ...common,
    id: '00000000-0000-4000-8000-000000000031',
    resourceRefs: [gpu1.entityRef],
    units: {},
    start: '2027-03-16T08:00:00.000Z',
    end: '2027-03-16T11:00:00.000Z',
    timeZone: 'Europe/Rome',
    title: 'GPU run',
    parameters: {},
    participants: [],
    status: 'confirmed',
    owner: ME,
    bookedBy: ME,
    setupMinutes: 0,
    teardownMinutes: 0,
    notices: [],
    actions: ['update', 'cancel'],
    ...over,
  };
}
