import type { EventType } from '@callboard/backstage-plugin-webhooks-common';

const AN_ID = '018f3c1e-7a52-7c1b-9d7e-2f6a1b0c9d3e';

/**
 * The body that arrives (standard profile), around a type's example: what the
 * server adds is that of docs/webhooks.md.
 */
export function exampleBody({ type, example }: EventType) {
  return {
    type,
    timestamp: '2027-03-16T08:00:00.000Z',
    data: { ...example, eventId: AN_ID, actor: 'user:default/researcher' },
    callbackUrl: `https://portal.example.com/api/webhooks/callbacks/${AN_ID}`,
  };
}
