import { randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { ManualClock } from '@callboard/backend-database';
import type { Knex } from 'knex';
import {
  Chain,
  type Draft,
  HeadKeeper,
  KeyRing,
  Purger,
  Recorder,
  Verifier,
} from '../chain';
import { openDatabase } from '../database/openDatabase';

export const NOW = '2027-03-16T08:00:00.000Z';
export const DAY = 24 * 60 * 60_000;
export const KEY = 'first key of the tests, long enough';
export const OTHER_KEY = 'second key of the tests, long enough';
export const CAMPUS = 'resource:default/campus';
export const CLOUD = 'resource:default/cloud';

export async function headsDirectory(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'audit-heads-'));
}

/** A chain on a database, with a clock that is set. */
export async function openChain(
  knex: Knex,
  options: {
    keys?: string[];
    directory?: string;
    clock?: ManualClock;
    retentionMs?: number;
  } = {},
) {
  const clock = options.clock ?? new ManualClock(NOW);
  const logger = mockServices.logger.mock();
  const database = await openDatabase({ knex, clock });
  const keys = KeyRing.create(options.keys ?? [KEY]);
  const heads = HeadKeeper.create({
    directory: options.directory,
    keys,
    logger,
    intervalMs: 3_600_000,
  });
  const chain = Chain.create({ database, keys, logger });
  await chain.begin();
  const recorder = Recorder.create({
    chain,
    onRecorded: () => heads.note(chain.known!),
  });
  const verifier = Verifier.create({ database, keys, heads });
  const purger = Purger.create({
    database,
    chain,
    verifier,
    heads,
    logger,
    retentionMs: options.retentionMs ?? 30 * DAY,
  });
  return {
    knex,
    clock,
    logger,
    database,
    keys,
    heads,
    chain,
    recorder,
    verifier,
    purger,
    record: (...drafts: Partial<Draft>[]) => recorder.record(drafts.map(draft)),
    /** So many entries, in groups. */
    fill: async (count: number) => {
      for (let done = 0; done < count; done += 50) {
        await recorder.record(
          Array.from({ length: Math.min(50, count - done) }, () => draft()),
        );
      }
    },
    verify: () => verifier.verify(),
  };
}

export type OpenChain = Awaited<ReturnType<typeof openChain>>;

export function draft(more: Partial<Draft> = {}): Draft {
  return {
    id: randomUUID(),
    at: Date.parse(NOW),
    plugin: 'reservations',
    kind: 'event',
    action: 'booking.created',
    outcome: 'succeeded',
    actor: 'user:default/researcher',
    subject: { kind: 'booking', id: randomUUID(), title: 'Training' },
    siteRefs: [CAMPUS],
    refs: { site: [CAMPUS], resources: ['resource:default/node-1'] },
    data: { booking: { title: 'Training' } },
    ...more,
  };
}
