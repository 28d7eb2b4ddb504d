import type { DomainEvent } from '@callboard/backend-outbox';
import { notificationOf } from '.';

const event = (type: string) =>
  ({
    type,
    refs: { owner: 'group:default/operations' },
    data: {
      endpoint: { id: 'e-1', title: 'Switch port' },
      reason: 'It answered 410 Gone',
    },
  }) as unknown as DomainEvent;

it('tells the owner that an endpoint is switched off, in both languages', () => {
  expect(notificationOf(event('endpoint.disabled'))).toMatchObject({
    recipient: 'group:default/operations',
    payload: {
      title: 'The webhook endpoint “Switch port” is switched off',
      description:
        'It answered 410 Gone. What it missed can be sent again once it is back.',
      link: '/webhooks/endpoints?form=e-1',
    },
    translations: {
      it: {
        title: 'L’endpoint webhook “Switch port” è stato spento',
        description: expect.stringContaining('“It answered 410 Gone”'),
      },
    },
  });
});

it('tells nobody of anything else', () => {
  expect(notificationOf(event('endpoint.created'))).toBeUndefined();
});
