import type { JsonObject } from '@backstage/types';
import type { DomainEvent } from '@callboard/backend-outbox';
import type {
  ActiveBookings,
  AliasKind,
  AliasStore,
  BuildInput,
  Person,
  PersonDirectory,
  Profile,
} from '../types';
import type { BookedThings, ResourceData } from '../eventData';

export const GPU_NODE: ResourceData = {
  entityRef: 'resource:campus/gpu-node-1',
  name: 'gpu-node-1',
  description: 'The left one',
  type: 'gpu-server',
  typeTitle: 'GPU server',
  siteRef: 'resource:default/campus',
  parentRef: 'resource:campus/gpu-cluster',
  status: 'active',
  location: 'Room 101, rack 4',
  attributes: { specs: '8 × H100, 640 GB', gpus: 8 },
};

export const SWITCH_PORT: ResourceData = {
  entityRef: 'resource:campus/switch-port-7',
  name: 'switch-port-7',
  type: 'switch-port',
  typeTitle: 'Switch port',
  siteRef: 'resource:default/campus',
  status: 'active',
  attributes: { speed: '10 Gb/s', vlan: 42 },
};

export const CAMPUS = {
  entityRef: 'resource:default/campus',
  name: 'campus',
  title: 'Campus',
};

export const TRAINING: BookedThings = {
  booking: {
    id: 'b0000000-0000-4000-8000-000000000041',
    title: 'Train a model',
    purpose: 'Second run',
    start: '2026-11-21T08:00:00.000Z',
    end: '2026-11-21T12:00:00.000Z',
    owner: 'user:default/researcher',
    bookedBy: 'user:default/assistant',
    participants: [
      'user:default/visitor',
      'group:default/lab',
      'user:default/researcher',
    ],
    parameters: { operatingSystem: 'debian-12', vlans: [4, 8] },
    resourceRefs: [GPU_NODE.entityRef, SWITCH_PORT.entityRef],
  },
  resources: [GPU_NODE, SWITCH_PORT],
  sites: [CAMPUS],
};

export const EVALUATION: BookedThings = {
  booking: {
    id: 'b0000000-0000-4000-8000-000000000043',
    title: 'Evaluate it',
    start: '2026-11-21T08:00:00.000Z',
    end: '2026-11-21T09:30:00.000Z',
    owner: 'group:default/lab',
    bookedBy: 'user:default/researcher',
    participants: [],
    parameters: {},
    resourceRefs: ['resource:default/room-9'],
  },
  resources: [
    {
      entityRef: 'resource:default/room-9',
      name: 'room-9',
      type: 'room',
      attributes: {},
    },
  ],
  sites: [],
};

export const LOAN: BookedThings = {
  booking: {
    id: 'b0000000-0000-4000-8000-000000000040',
    title: 'Standing loan',
    start: '2026-11-01T00:00:00.000Z',
    end: '2026-12-01T00:00:00.000Z',
    owner: 'user:default/researcher',
    resourceRefs: [SWITCH_PORT.entityRef],
  },
  resources: [SWITCH_PORT],
  sites: [CAMPUS],
};

export function eventOf(
  type: string,
  data: object,
  more: Partial<DomainEvent> = {},
): DomainEvent {
  return {
    id: 'e0000000-0000-4000-8000-000000000001',
    type,
    version: 1,
    occurredAt: '2026-11-21T08:00:00.120Z',
    aggregate: 'booking:1',
    sequence: 1,
    orderingKeys: [],
    actor: 'user:default/assistant',
    refs: {},
    ...more,
    data: JSON.parse(JSON.stringify(data)) as JsonObject,
  };
}

const PEOPLE: Record<string, Person> = {
  'user:default/researcher': {
    ref: 'user:default/researcher',
    username: 'researcher',
    displayName: 'The Researcher',
    email: 'researcher@example.com',
    sshPublicKeys: [
      'ssh-ed25519 AAAAC3Nz...one laptop',
      'ssh-rsa AAAAB3Nz...two desk',
    ],
    keycloakId: '7c3f0f52-1f0e-4f3d-9f57-6d1b2b0a4c11',
  },
};

export const people: PersonDirectory = {
  person: async ref =>
    PEOPLE[ref] ?? {
      ref,
      username: ref.split('/')[1],
      sshPublicKeys: [],
    },
};

const ALIASES: Record<string, number> = {
  'endpoint|endpoint-1': 3,
  'site|resource:default/campus': 5,
  'resource|resource:campus/gpu-cluster': 11,
  'resource|resource:campus/gpu-node-1': 12,
  'resource|resource:campus/switch-port-7': 13,
  'resource|resource:default/room-9': 14,
  'booking|b0000000-0000-4000-8000-000000000040': 40,
  'booking|b0000000-0000-4000-8000-000000000041': 41,
  'booking|b0000000-0000-4000-8000-000000000042': 42,
  'booking|b0000000-0000-4000-8000-000000000043': 43,
};

export const aliases: AliasStore = {
  aliasOf: async (kind: AliasKind, id: string) => {
    const alias = ALIASES[`${kind}|${id}`];
    if (alias === undefined) {
      throw new Error(`The test knows no alias of ${kind} ${id}`);
    }
    return alias;
  },
};

export function activeBookingsOf(active: BookedThings[]): ActiveBookings {
  return {
    of: async ref => (ref === 'user:default/researcher' ? active : []),
  };
}

export const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

export function inputOf(
  profile: Profile,
  events: DomainEvent[],
  more: {
    endpoint?: Partial<BuildInput['endpoint']>;
    resourceRef?: string;
  } & Partial<Omit<BuildInput, 'endpoint'>> = {},
): BuildInput {
  const { endpoint, resourceRef, ...rest } = more;
  return {
    endpoint: {
      id: 'endpoint-1',
      url: 'https://receiver.example.com/hook',
      profile,
      includePersonalData: false,
      headers: {},
      secrets: [SECRET],
      ...endpoint,
    },
    delivery: { id: 'd0000000-0000-4000-8000-000000000001', resourceRef },
    events,
    precedingUndelivered: [],
    superseded: false,
    at: new Date('2026-11-21T08:00:01.500Z'),
    callbackUrl: 'https://portal.example.com/api/webhooks/callbacks/d1',
    ...rest,
  };
}
