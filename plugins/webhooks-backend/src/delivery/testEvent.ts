import { randomUUID } from 'node:crypto';
import { NotFoundError } from '@backstage/errors';
import { type Database, readNow } from '@callboard/backend-database';
import type { Profile } from '../payload';
import { type StoredEvent, TEST_PREFIX } from './types';

/** What a test sends to those who do not say: something that each profile knows. */
const TEST_EVENTS: Record<Profile, string> = {
  standard: 'endpoint.test',
  'legacy-flat': 'booking.started',
  'legacy-nested': 'booking.created',
  'legacy-batch': 'booking.started',
};

/** An example of an event that an endpoint might get; nothing has happened. */
export async function createTestEvent(
  database: Database,
  profile: Profile,
  eventType: string | undefined,
  actor: string,
): Promise<StoredEvent> {
  const type = eventType ?? TEST_EVENTS[profile];
  const id = randomUUID();
  const { now, example } = await database.read(async db => ({
    now: await readNow(db),
    example: await db.knex('event_type').where({ type }).first('example'),
  }));
  if (!example && eventType !== undefined) {
    throw new NotFoundError(`There is no event type '${eventType}'`);
  }
  return {
    id,
    type,
    version: 1,
    occurredAt: new Date(now).toISOString(),
    aggregate: `${TEST_PREFIX}${id}`,
    sequence: 1,
    orderingKeys: [`${TEST_PREFIX}${id}`],
    actor,
    refs: {},
    data: example
      ? { ...JSON.parse(example.example), test: true }
      : { test: true, message: 'This is a test. Nothing happened.' },
  };
}
