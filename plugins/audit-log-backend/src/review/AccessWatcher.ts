import { randomUUID } from 'node:crypto';
import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { RoleMapping } from '@callboard/access-principals';
import type { Database } from '@callboard/backend-database';
import { CATALOG_ACTOR } from '@callboard/backstage-plugin-audit-log-common';
import type { Chain, Draft, HeadKeeper } from '../chain';
import type { CatalogPeople } from './CatalogPeople';
import { type Fact, factsOf, keyOf } from './facts';
import type { SnapshotStore } from './SnapshotStore';

const ACTIONS: Record<Fact['kind'], { added: string; removed: string }> = {
  person: { added: 'person.appeared', removed: 'person.disappeared' },
  membership: { added: 'membership.added', removed: 'membership.removed' },
  role: { added: 'role.gained', removed: 'role.lost' },
};

/**
 * Puts on record what no command of the portal does: somebody's groups change in
 * the directory that the catalog is synchronised with, or config gives a group
 * another role. It compares what the catalog says with what it said before, and
 * stores the entries and the new snapshot in one transaction, so that no change
 * is recorded twice or not at all. What comes and goes between two looks is not
 * seen. A catalog that suddenly has nobody at all is being started, not emptied.
 */
export class AccessWatcher {
  readonly #options: Parameters<typeof AccessWatcher.create>[0];

  static create(options: {
    database: Database;
    chain: Chain;
    heads: Pick<HeadKeeper, 'note'>;
    people: Pick<CatalogPeople, 'read'>;
    mapping: Pick<RoleMapping, 'rolesOf'>;
    snapshot: SnapshotStore;
    logger: LoggerService;
    watchMs: number;
  }): AccessWatcher {
    return new AccessWatcher(options);
  }

  private constructor(options: Parameters<typeof AccessWatcher.create>[0]) {
    this.#options = options;
  }

  async schedule(scheduler: SchedulerService): Promise<void> {
    const { logger, watchMs } = this.#options;
    await scheduler.scheduleTask({
      id: 'audit-log-access-watcher',
      frequency: { milliseconds: watchMs },
      initialDelay: { seconds: 30 },
      timeout: { minutes: 10 },
      fn: async () => {
        try {
          await this.run();
        } catch (error) {
          logger.warn('Who has which rights could not be read', error as Error);
        }
      },
    });
  }

  async run(): Promise<void> {
    const { chain, database, heads, logger, mapping, people, snapshot } =
      this.#options;
    const now = await people.read();
    if (now.persons.length === 0) {
      logger.debug('The catalog has nobody in it; not compared');
      return;
    }
    const facts = factsOf(now, mapping);
    const tip = await database.write(async tx => {
      const known = await snapshot.lock(tx);
      const before = await snapshot.read(tx);
      const current = new Map(facts.map(fact => [keyOf(fact), fact]));
      const added = facts.filter(fact => !before.has(keyOf(fact)));
      const removed = [...before.entries()]
        .filter(([key]) => !current.has(key))
        .map(([, { since: _, ...fact }]) => fact);
      await snapshot.change(tx, added, removed, !known);
      const drafts = known
        ? [
            ...removed.map(fact => toDraft(fact, 'removed')),
            ...added.map(fact => toDraft(fact, 'added')),
          ]
        : [began(now.persons.length, facts.length)];
      return drafts.length > 0 ? chain.append(tx, drafts) : undefined;
    });
    if (tip) {
      chain.saw(tip);
      heads.note(tip);
    }
  }
}

function toDraft(fact: Fact, change: 'added' | 'removed'): Draft {
  const { kind, principal, what, through } = fact;
  const named = {
    ...(kind === 'membership' ? { group: what } : {}),
    ...(kind === 'role' ? { role: what, through } : {}),
  };
  const refs = Object.fromEntries(
    Object.entries({ group: what, through }).filter(([, ref]) =>
      ref.includes('/'),
    ),
  );
  return {
    ...blank(ACTIONS[kind][change]),
    subject: { kind: 'user', ref: principal },
    refs: { person: principal, ...refs },
    data: { person: principal, ...named },
  };
}

function began(persons: number, facts: number): Draft {
  return {
    ...blank('access-review.began'),
    subject: { kind: 'audit-log' },
    data: { persons, facts },
  };
}

function blank(action: string): Draft {
  return {
    id: randomUUID(),
    plugin: 'audit-log',
    kind: 'event',
    action,
    outcome: 'succeeded',
    actor: CATALOG_ACTOR,
    siteRefs: [],
    refs: {},
    data: {},
  };
}
