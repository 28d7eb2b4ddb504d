import type { DomainEvent } from '@callboard/backend-outbox';
import { reservationsEventTypes } from '@callboard/backstage-plugin-reservations-common';
import { inventoryOf, resourceFacts, typeFacts } from '../__testUtils__/facts';
import { isTold, notificationsOf } from './notificationsOf';

const node = resourceFacts('gpu-node-1', {
  title: 'GPU node 1',
  type: { ...typeFacts(), instructions: 'Clear the scratch disk.' },
});
node.site = {
  ...node.site,
  timeZone: 'Europe/Rome',
  admins: new Set(['user:default/campus-admin', 'user:default/researcher']),
};
node.policies = {
  approval: { required: true, approvers: ['group:default/gpu-board'] },
};
const inventory = inventoryOf([node]);

const owner = 'user:default/researcher';
const student = 'user:default/student';

/** The example of the catalogue, with what differs. */
function event(
  type: string,
  { actor = owner, booking = {}, data = {} }: Change = {},
): DomainEvent {
  const { example } = reservationsEventTypes.find(one => one.type === type)!;
  const shown = example as { booking?: object };
  return {
    id: 'event-1',
    type,
    actor,
    refs: { owner },
    data: {
      ...example,
      ...(shown.booking ? { booking: { ...shown.booking, ...booking } } : {}),
      ...data,
    },
  } as unknown as DomainEvent;
}

interface Change {
  actor?: string;
  booking?: object;
  data?: object;
}

const told = (type: string, change?: Change) =>
  notificationsOf(event(type, change), inventory).map(
    ({ recipient, topic, payload }) => ({ recipient, topic, ...payload }),
  );

const who = (type: string, change?: Change) =>
  told(type, change).map(({ recipient, topic }) => [recipient, topic]);

describe('notificationsOf', () => {
  it('confirms a booking to its owner and to who takes part, with what to do', () => {
    expect(
      told('booking.created', { booking: { status: 'confirmed' } }),
    ).toEqual([
      {
        recipient: owner,
        topic: 'confirmed',
        title: 'Training run is booked',
        description:
          'GPU node 1, Mon 15 Mar, 11:00–15:00 CET. Clear the scratch disk.',
        link: '/reservations/mine?booking=4f5a6c1e-9d3b-4c58-8a41-7b7b2e0d9e04',
        severity: 'low',
      },
      expect.objectContaining({
        recipient: student,
        title: 'You take part in Training run',
      }),
    ]);
  });

  it('speaks once of bookings of a series that one step made', () => {
    const made = (nth: number, booking: object = { status: 'confirmed' }) =>
      told('booking.created', { booking, data: { series: { nth, of: 12 } } });
    expect(made(1)).toMatchObject([
      {
        title: 'Training run is booked',
        description:
          'GPU node 1, Mon 15 Mar, 11:00–15:00 CET, and 11 more of its series. Clear the scratch disk.',
      },
      { recipient: student },
    ]);
    expect(made(2)).toEqual([]);
    expect(made(1, { status: 'pending' }).length).toBeGreaterThan(0);
    expect(made(2, { status: 'pending' })).toEqual([]);
    for (const type of ['booking.cancelled', 'booking.changed']) {
      const step = (nth: number) =>
        told(type, {
          actor: 'user:default/campus-admin',
          data: { series: { nth, of: 3 } },
        });
      expect(step(1)[0].description).toContain('and 2 more of its series');
      expect(step(3)).toEqual([]);
    }
  });

  it('asks those who may approve, and never who owns or made it', () => {
    const asked = told('booking.created', {
      booking: { status: 'pending', expiresAt: '2027-03-15T09:00:00.000Z' },
    });
    expect(asked.map(({ recipient }) => recipient)).toEqual([
      'user:default/campus-admin',
      'group:default/gpu-board',
    ]);
    expect(asked[0]).toMatchObject({
      topic: 'approvals',
      title: 'Training run waits for approval',
      description:
        'GPU node 1, Mon 15 Mar, 11:00–15:00 CET, for user:default/researcher. It lapses Mon 15 Mar, 10:00 CET.',
    });
  });

  it('tells what became of it', () => {
    expect(
      told('booking.confirmed', { actor: 'user:default/b' })[0],
    ).toMatchObject({ recipient: owner, title: 'Training run is approved' });
    expect(
      told('booking.rejected', { actor: 'user:default/b' })[0],
    ).toMatchObject({ recipient: owner, topic: 'approvals', severity: 'high' });
    expect(told('booking.expired', { actor: 'system' })[0].title).toBe(
      'Training run lapsed: nobody decided on it in time',
    );
  });

  it('tells of changes whoever did not make them', () => {
    expect(who('booking.changed', { actor: owner })).toEqual([
      [student, 'changed'],
    ]);
    expect(who('booking.changed', { actor: 'user:default/admin' })).toEqual([
      [owner, 'changed'],
      [student, 'changed'],
    ]);
    const [given] = told('booking.changed', {
      actor: 'user:default/admin',
      data: { reason: 'transferred' },
    });
    expect(given.title).toBe('Training run is yours now');
    expect(who('booking.cancelled', { actor: owner })).toEqual([
      [student, 'changed'],
    ]);
  });

  it('tells that it began, and that it ended and why', () => {
    expect(who('booking.started', { actor: 'system' })).toEqual([
      [owner, 'started'],
      [student, 'started'],
    ]);
    const [ended] = told('booking.ended', {
      actor: 'system',
      data: { reason: 'off_hours' },
    });
    expect(ended.description).toBe('GPU node 1. It was ended for the night.');
    expect(
      told('booking.ended', {
        actor: 'system',
        data: { reason: 'no_show' },
      })[0],
    ).toMatchObject({
      topic: 'check-in',
      title: 'Training run was given up: nobody checked in',
    });
  });

  it('names maintenance once, and not as a change of somebody', () => {
    const maintained = told('booking.affected', { actor: 'user:default/a' });
    expect(maintained).toHaveLength(1);
    expect(maintained[0].topic).toBe('maintenance');
  });

  it('offers what is held for whoever waited', () => {
    expect(told('waitlist.offered')).toEqual([
      expect.objectContaining({
        recipient: owner,
        topic: 'waitlist',
        title: 'Free now: Training run',
        severity: 'critical',
      }),
    ]);
    expect(who('waitlist.lapsed')).toEqual([[owner, 'waitlist']]);
    expect(who('waitlist.lapsed', { data: { reason: 'declined' } })).toEqual(
      [],
    );
  });

  it('warns whose certification expires', () => {
    expect(told('certification.expiring')).toEqual([
      expect.objectContaining({
        recipient: owner,
        title: 'Microscope user expires soon',
      }),
    ]);
  });

  it('says the same in Italian, with times as Italians write them', () => {
    const italian = (type: string, change?: Change) =>
      notificationsOf(event(type, change), inventory).map(
        ({ translations }) => translations?.it,
      );
    expect(
      italian('booking.created', { booking: { status: 'confirmed' } }),
    ).toEqual([
      {
        title: '“Training run” è prenotata',
        description:
          'GPU node 1, lun 15 mar, 11:00–15:00 CET. Clear the scratch disk.',
      },
      expect.objectContaining({ title: 'Partecipi a “Training run”' }),
    ]);
    expect(
      italian('booking.provisioning_changed', {
        data: {
          before: 'provisioning',
          provisioning: { status: 'ready', steps: [] },
          step: { endpoint: 'Metal', status: 'ready', message: 'Have fun' },
        },
      })[0],
    ).toEqual({
      title: '“Training run” è pronta',
      description: '“Have fun”',
    });
    expect(
      italian('booking.ended', {
        actor: 'system',
        data: { reason: 'off_hours' },
      })[0],
    ).toEqual({
      title: '“Training run” è terminata',
      description: 'GPU node 1. È stata terminata per la notte.',
    });
  });

  it('leaves nothing in English where it says something', () => {
    const inEnglish = reservationsEventTypes
      .flatMap(({ type }) => notificationsOf(event(type), inventory))
      .filter(
        ({ payload, translations }) =>
          payload.title === translations?.it.title ||
          (payload.description !== undefined &&
            translations?.it.description === undefined),
      );
    expect(inEnglish).toEqual([]);
  });

  it('tells nobody twice of one event, nor who is no person', () => {
    for (const { type } of reservationsEventTypes) {
      const one = event(type, { actor: 'system' });
      const recipients = notificationsOf(one, inventory).flatMap(
        ({ recipient }) => recipient,
      );
      expect([type, recipients]).toEqual([type, [...new Set(recipients)]]);
      expect(recipients.length === 0 || isTold(one)).toBe(true);
      const service = event(type, {
        actor: 'system',
        booking: { owner: 'external:ci', participants: [] },
      });
      expect(
        notificationsOf(
          { ...service, refs: { owner: 'external:ci' } },
          inventory,
        ).flatMap(({ recipient }) => recipient),
      ).not.toContain('external:ci');
    }
  });
});
