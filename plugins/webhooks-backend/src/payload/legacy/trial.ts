import type { JsonObject } from '@backstage/types';
import type { LegacyContext } from './context';

/** What the older service sent to try an endpoint: an event of no type. */
export function trialBody({
  input: { events },
  webhookId,
}: LegacyContext): JsonObject {
  const timestamp = events[0].occurredAt;
  return {
    eventType: 'ALL',
    timestamp,
    webhookId: String(webhookId),
    data: { message: 'This is a test event', timestamp, webhookId },
  };
}
