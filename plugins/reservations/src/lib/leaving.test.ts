import type { Commitments } from '@callboard/backstage-plugin-reservations-common';
import { isComplete, NEW_PLAN, summarise, toRequest } from './leaving';

const PERSON = 'user:default/leaver';

const aBooking = (id: string, owner = PERSON) => ({
  id,
  title: id,
  owner,
  bookedBy: PERSON,
  start: '2030-01-01T09:00:00.000Z',
  end: '2030-01-01T10:00:00.000Z',
  status: 'confirmed' as const,
  resourceRefs: ['resource:default/server'],
});

const found: Commitments = {
  person: PERSON,
  bookings: [
    aBooking('one'),
    aBooking('two'),
    aBooking('for-another', 'user:default/other'),
  ],
  participations: [],
  approvals: [],
  memberships: [
    {
      siteRef: 'resource:default/campus',
      title: 'Campus',
      role: 'member',
      since: '2029-01-01T09:00:00.000Z',
      lastAdmin: false,
    },
  ],
  grants: [],
  resources: [],
  keys: [{ id: 'key', title: 'Laptop', fingerprint: 'SHA256:…' }],
  feedTokens: [],
  truncated: false,
};

describe('what becomes of what somebody leaves', () => {
  it('is nothing to bookings, and an end of rights, unless chosen', () => {
    expect(toRequest(NEW_PLAN, found)).toEqual({
      memberships: 'remove',
      keys: 'remove',
    });
  });

  it('is one thing for all bookings and another for some, never for others’', () => {
    const plan = {
      ...NEW_PLAN,
      all: { action: 'transfer' as const, to: 'user:default/heir' },
      own: { two: { action: 'cancel' as const } },
      swept: { ...NEW_PLAN.swept, keys: false },
      reason: ' Left ',
    };
    expect(toRequest(plan, found)).toEqual({
      bookings: [
        { id: 'one', action: 'transfer', to: 'user:default/heir' },
        { id: 'two', action: 'cancel' },
      ],
      memberships: 'remove',
      reason: 'Left',
    });
    expect(summarise(plan, found).counts).toMatchObject({
      transfer: 1,
      cancel: 1,
      keep: 0,
      memberships: 1,
      keys: 0,
    });
  });

  it('needs somebody to hand over to', () => {
    const plan = { ...NEW_PLAN, all: { action: 'transfer' as const } };
    expect(isComplete(plan, found)).toBe(false);
    expect(isComplete({ ...plan, all: { ...plan.all, to: 'x' } }, found)).toBe(
      true,
    );
  });

  it('is nothing to confirm where nothing would change', () => {
    const kept = {
      memberships: false,
      grants: false,
      keys: false,
      feedTokens: false,
    };
    expect(summarise({ ...NEW_PLAN, swept: kept }, found).some).toBe(false);
    expect(summarise(NEW_PLAN, found).some).toBe(true);
  });
});
