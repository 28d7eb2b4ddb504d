import type { DomainEvent } from '@callboard/backend-outbox';
import { transitionOf } from './transitions';

const booking = {
  id: '1',
  title: 'A run',
  start: '2027-03-15T10:00:00.000Z',
  end: '2027-03-15T12:00:00.000Z',
  resourceRefs: ['resource:default/a', 'resource:default/b'],
  units: {},
  version: 2,
};

const event = (type: string, data: object, more: Partial<DomainEvent> = {}) =>
  ({
    id: 'event-1',
    type,
    version: 1,
    occurredAt: '2027-03-15T09:00:00.000Z',
    aggregate: 'booking:1',
    sequence: 2,
    orderingKeys: [],
    actor: 'user:default/researcher',
    refs: { resources: booking.resourceRefs },
    data: { booking, ...data },
    ...more,
  }) as DomainEvent;

describe('transitionOf', () => {
  it('says what happened, by whom and why', () => {
    expect(
      transitionOf(event('booking.ended', { reason: 'completed', late: true })),
    ).toEqual({
      at: '2027-03-15T09:00:00.000Z',
      kind: 'transition',
      code: 'booking.ended',
      actor: 'user:default/researcher',
      reason: 'completed',
      late: true,
    });
  });

  it('lists what was changed, and nothing that counts by itself', () => {
    const before = {
      ...booking,
      version: 1,
      end: '2027-03-15T11:00:00.000Z',
      purpose: 'A first look',
    };
    expect(transitionOf(event('booking.changed', { before })).changes).toEqual([
      { field: 'end', before: before.end, after: booking.end },
      { field: 'purpose', before: 'A first look' },
    ]);
  });

  it('names the resources where it is about some of them', () => {
    expect(
      transitionOf(
        event(
          'booking.setup_started',
          {},
          { refs: { resources: ['resource:default/a'] } },
        ),
      ).resourceRefs,
    ).toEqual(['resource:default/a']);
  });

  it('tells of a report without how to get in', () => {
    const step = {
      endpointId: 'e',
      endpoint: 'SSH access',
      status: 'ready',
      message: 'Log in',
      access: { host: 'gpu-1', password: 'secret' },
      at: '2027-03-15T09:00:00.000Z',
    };
    const item = transitionOf(
      event('booking.provisioning_changed', { step, before: 'provisioning' }),
    );
    expect(item).toMatchObject({
      message: 'Log in',
      step: { endpoint: 'SSH access', status: 'ready' },
    });
    expect(item.changes).toBeUndefined();
    expect(JSON.stringify(item)).not.toContain('secret');
  });
});
