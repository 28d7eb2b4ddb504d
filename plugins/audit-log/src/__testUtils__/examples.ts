import type {
  Entry,
  EntryDetail,
  Right,
  Verification,
} from '@callboard/backstage-plugin-audit-log-common';

export const CAMPUS = 'resource:default/campus';
export const GPU = 'resource:default/gpu-cluster-2';
export const RESEARCHER = 'user:default/researcher';

export const uuid = (number: number) =>
  `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

export const minutesAgo = (minutes: number) =>
  new Date(Date.now() - minutes * 60_000).toISOString();

export function anEntry(over: Partial<EntryDetail> = {}): EntryDetail {
  const at = over.at ?? minutesAgo(2);
  return {
    id: uuid(1),
    position: 1,
    at,
    recordedAt: at,
    plugin: 'reservations',
    kind: 'event',
    action: 'booking.created',
    outcome: 'succeeded',
    actor: RESEARCHER,
    subject: { kind: 'booking', id: uuid(100), title: 'Long run' },
    siteRefs: [CAMPUS],
    refs: { resources: [GPU], site: [CAMPUS], owner: RESEARCHER },
    changed: [],
    hash: 'a1'.repeat(32),
    previousHash: 'b2'.repeat(32),
    after: { title: 'Long run', start: '2027-03-16T08:00:00.000Z' },
    data: {},
    ...over,
  };
}

export const MOVED = anEntry({
  id: uuid(2),
  position: 2,
  action: 'booking.changed',
  changed: ['start', 'version'],
  correlationId: 'c-1',
  before: {
    title: 'Long run',
    start: '2027-03-16T08:00:00.000Z',
    participants: [RESEARCHER],
    version: 1,
  },
  after: {
    title: 'Long run',
    start: '2027-03-16T10:00:00.000Z',
    participants: [RESEARCHER, 'user:default/student'],
    version: 2,
  },
  data: { reason: 'The bench was late' },
});

/** As a list shows it. */
export function listed(entry: EntryDetail): Entry {
  const { before: _before, after: _after, data: _data, ...rest } = entry;
  const { previousHash: _hash, cut: _cut, ...shown } = rest;
  return shown;
}

export function aVerification(over: Partial<Verification> = {}): Verification {
  return {
    valid: true,
    checked: 1234,
    startedAt: minutesAgo(0),
    durationMs: 412,
    first: { position: 1, at: minutesAgo(9000), hash: 'c3'.repeat(32) },
    last: { position: 1234, at: minutesAgo(1), hash: 'd4'.repeat(32) },
    keyIds: ['k1'],
    heads: {
      kept: true,
      checked: 12,
      newestPosition: 1200,
      newestAt: minutesAgo(5),
      message: 'All heads agree',
    },
    ...over,
  };
}

export function aRight(over: Partial<Right> = {}): Right {
  return {
    principal: RESEARCHER,
    kind: 'user',
    title: 'Researcher',
    role: 'member',
    scope: { kind: 'everywhere' },
    through: { kind: 'group', ref: 'group:default/members', title: 'Members' },
    since: '2027-03-01T09:00:00.000Z',
    ...over,
  };
}
