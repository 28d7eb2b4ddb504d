import type { DomainEvent } from '@callboard/backend-outbox';
import { en } from '../notifications/texts';
import { notificationOf as notificationIn } from './notificationOf';

const notificationOf = (told: DomainEvent) => notificationIn(told, en);

function changed(
  status: string,
  more: { data?: object; owner?: string; booking?: object } = {},
): DomainEvent {
  return {
    id: 'e-1',
    type: 'booking.provisioning_changed',
    version: 1,
    occurredAt: '2027-03-16T08:00:00.000Z',
    aggregate: 'booking:b-1',
    sequence: 1,
    orderingKeys: ['booking:b-1'],
    actor: 'plugin:webhooks',
    refs: { owner: more.owner ?? 'user:default/researcher' },
    data: {
      booking: {
        id: 'b-1',
        title: 'GPU run',
        status: 'active',
        ...more.booking,
      },
      provisioning: { status, updatedAt: '', steps: [] },
      step: { endpoint: 'Bare metal', status },
      ...more.data,
    },
  } as DomainEvent;
}

it('tells the owner that it is ready', () => {
  expect(notificationOf(changed('ready'))).toEqual({
    recipient: 'user:default/researcher',
    payload: expect.objectContaining({
      title: 'GPU run is ready',
      link: '/reservations/mine?booking=b-1',
    }),
  });
});

it('tells a group, too', () => {
  const sent = notificationOf(changed('ready', { owner: 'group:default/lab' }));
  expect(sent?.recipient).toBe('group:default/lab');
});

it('tells what failed', () => {
  const step = {
    endpoint: 'Bare metal',
    status: 'failed',
    message: 'No image',
  };
  const sent = notificationOf(changed('failed', { data: { step } }));
  expect(sent?.payload).toMatchObject({
    title: 'Setting up GPU run failed: No image',
    severity: 'high',
  });
});

it.each([
  ['that it is still being set up', changed('provisioning')],
  ['twice that it is ready', changed('ready', { data: { before: 'ready' } })],
  [
    'that one step is ready',
    changed('provisioning', {
      data: { step: { endpoint: 'Bare metal', status: 'ready' } },
    }),
  ],
  [
    'that what is over is ready',
    changed('ready', { booking: { status: 'completed' } }),
  ],
  ['somebody who is nobody', changed('ready', { owner: 'external:ci' })],
  ['of other events', { ...changed('ready'), type: 'booking.changed' }],
])('does not tell %s', (_, event) => {
  expect(notificationOf(event)).toBeUndefined();
});

it('passes on a message that is to be told', () => {
  const step = { endpoint: 'Old one', status: 'provisioning', message: 'Hot!' };
  const sent = notificationOf(
    changed('provisioning', { data: { step, notify: true } }),
  );
  expect(sent?.payload.title).toBe('GPU run: Hot!');
});
