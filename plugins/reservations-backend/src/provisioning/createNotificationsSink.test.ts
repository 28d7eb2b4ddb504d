import { mockServices } from '@backstage/backend-test-utils';
import { DefaultNotificationService } from '@backstage/plugin-notifications-node';
import type { DomainEvent } from '@callboard/backend-outbox';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { createNotificationsSink } from './createNotificationsSink';

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

async function sentFor(event: DomainEvent) {
  const send = jest.fn(async () => {});
  const sink = createNotificationsSink({ notifications: { send } });
  if (sink.accepts!(event)) {
    await sink.deliver(event);
  }
  return send.mock.calls.map(([first]: any[]) => first);
}

it('tells the owner that it is ready', async () => {
  expect(await sentFor(changed('ready'))).toEqual([
    {
      recipients: { type: 'entity', entityRef: 'user:default/researcher' },
      payload: expect.objectContaining({
        title: 'GPU run is ready',
        link: '/reservations/mine?booking=b-1',
        scope: 'reservations:e-1',
      }),
    },
  ]);
});

it('tells a group, too', async () => {
  const [sent] = await sentFor(
    changed('ready', { owner: 'group:default/lab' }),
  );
  expect(sent.recipients.entityRef).toBe('group:default/lab');
});

it('tells what failed', async () => {
  const step = {
    endpoint: 'Bare metal',
    status: 'failed',
    message: 'No image',
  };
  const [sent] = await sentFor(changed('failed', { data: { step } }));
  expect(sent.payload).toMatchObject({
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
])('does not tell %s', async (_, event) => {
  expect(await sentFor(event)).toEqual([]);
});

it('passes on a message that is to be told', async () => {
  const step = { endpoint: 'Old one', status: 'provisioning', message: 'Hot!' };
  const [sent] = await sentFor(
    changed('provisioning', { data: { step, notify: true } }),
  );
  expect(sent.payload.title).toBe('GPU run: Hot!');
});

it.each([
  [404, { status: 'fulfilled' }],
  [503, { status: 'rejected' }],
])('with a portal that answers %p it is %j', async (status, outcome) => {
  const server = http.createServer((_req, res) => {
    res.statusCode = status;
    res.end();
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const discovery = mockServices.discovery.mock({
    getBaseUrl: async () => `http://127.0.0.1:${port}/api/notifications`,
  });
  const sink = createNotificationsSink({
    notifications: DefaultNotificationService.create({
      auth: mockServices.auth(),
      discovery,
    }),
  });
  const [delivery] = await Promise.allSettled([sink.deliver(changed('ready'))]);
  expect(delivery).toMatchObject(outcome);
  await new Promise(done => server.close(done));
});
