import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import {
  DefaultNotificationService,
  type NotificationService,
} from '@backstage/plugin-notifications-node';
import { createNotificationsSink, type DomainEvent } from '.';

const event: DomainEvent = {
  id: '0b2f6f0e-5a31-4a4b-9d6e-3f1f5f0c8a11',
  type: 'endpoint.disabled',
  version: 1,
  occurredAt: '2027-03-15T10:00:00.000Z',
  aggregate: 'endpoint:1',
  sequence: 2,
  orderingKeys: ['endpoint:1'],
  actor: 'system',
  refs: { owner: 'group:default/operations' },
  data: {},
};

function setup(send: NotificationService['send'] = async () => {}) {
  const notifications = { send: jest.fn(send) };
  const sink = createNotificationsSink({
    notifications,
    topic: 'webhooks',
    isTold: ({ type }) => type === 'endpoint.disabled',
    notificationsOf: async ({ refs }) => [
      { recipient: String(refs.owner), payload: { title: 'It is off' } },
      {
        recipient: ['user:default/admin'],
        topic: 'switched-off',
        except: ['user:default/author'],
        payload: { title: 'One is off' },
        translations: { it: { title: 'Uno è spento' } },
      },
    ],
  });
  return { notifications, sink };
}

describe('the notifications sink', () => {
  it('tells whom an event concerns, once however often it is delivered', async () => {
    const { notifications, sink } = setup();
    await sink.deliver(event);
    expect(notifications.send).toHaveBeenCalledWith({
      recipients: { type: 'entity', entityRef: 'group:default/operations' },
      payload: {
        title: 'It is off',
        topic: 'webhooks',
        scope: `webhooks:${event.id}`,
      },
    });
    expect(notifications.send).toHaveBeenCalledWith({
      recipients: {
        type: 'entity',
        entityRef: ['user:default/admin'],
        excludeEntityRef: ['user:default/author'],
      },
      payload: {
        title: 'One is off',
        metadata: { translations: { it: { title: 'Uno è spento' } } },
        topic: 'switched-off',
        scope: `webhooks:${event.id}`,
      },
    });
    expect(notifications.send).toHaveBeenCalledTimes(2);
  });

  it('takes only what somebody is told of', () => {
    const { sink } = setup();
    expect(sink.accepts!(event)).toBe(true);
    expect(sink.accepts!({ ...event, type: 'endpoint.created' })).toBe(false);
  });

  it.each([
    ['has nobody to tell where nobody can be told', 404, 'fulfilled'],
    ['lets the outbox try again what could not be sent', 503, 'rejected'],
  ])('%s', async (_, status, outcome) => {
    const server = createServer((_request, response) => {
      response.statusCode = status;
      response.end();
    });
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const service = DefaultNotificationService.create({
      auth: mockServices.auth(),
      discovery: mockServices.discovery.mock({
        getBaseUrl: async () => `http://127.0.0.1:${port}/api/notifications`,
      }),
    });
    const { sink } = setup(options => service.send(options));
    const [delivery] = await Promise.allSettled([sink.deliver(event)]);
    expect(delivery).toMatchObject({ status: outcome });
    await new Promise(done => server.close(done));
  });
});
