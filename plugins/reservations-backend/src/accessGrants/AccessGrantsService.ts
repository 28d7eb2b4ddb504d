import { randomUUID } from 'node:crypto';
import { ConflictError } from '@backstage/errors';
import type { CallContext } from '@callboard/backend-access';
import {
  checkVersion,
  type Database,
  type Page,
  readNow,
  type Writer,
} from '@callboard/backend-database';
import { type IfMatch, invalidField } from '@callboard/backend-openapi';
import { PAST_TOLERANCE_MS } from '../domain/bookingTimes';
import { notFound } from '../errors';
import type { InventoryWriter } from '../inventory/InventoryWriter';
import { accessGrantEvent } from './accessGrantEvent';
import { type AccessGrantRecord, isOver, statusOf } from './AccessGrantRecord';
import type { AccessGrantQuery, AccessGrantStore } from './AccessGrantStore';

/** Whom to let in where, until when; instants are epoch milliseconds. */
export type NewGrant = Pick<
  AccessGrantRecord,
  | 'subjectRef'
  | 'siteId'
  | 'siteRef'
  | 'siteTitle'
  | 'resource'
  | 'until'
  | 'reason'
> & { from?: number };

/** A grant, and when that was. */
export interface GrantAt {
  grant: AccessGrantRecord;
  now: number;
}

/**
 * Access that ends by itself, without a thought for who may give it. Each
 * change raises the inventory's revision, for the inventory in memory knows the
 * grants; that one ends is no change.
 */
export class AccessGrantsService {
  readonly #database: Database;
  readonly #grants: AccessGrantStore;
  readonly #writer: InventoryWriter;

  private constructor(options: {
    database: Database;
    grants: AccessGrantStore;
    writer: InventoryWriter;
  }) {
    this.#database = options.database;
    this.#grants = options.grants;
    this.#writer = options.writer;
  }

  static create(options: {
    database: Database;
    grants: AccessGrantStore;
    writer: InventoryWriter;
  }): AccessGrantsService {
    return new AccessGrantsService(options);
  }

  async list(
    query: AccessGrantQuery,
  ): Promise<Page<AccessGrantRecord> & { now: number }> {
    return this.#database.read(async db => {
      const now = await readNow(db);
      return { ...(await this.#grants.list(db, query)), now };
    });
  }

  async get(id: string): Promise<GrantAt> {
    return this.#database.read(async db => {
      const grant = await this.#grants.get(db, id);
      if (!grant) {
        throw notFound('access grant', id);
      }
      return { grant, now: await readNow(db) };
    });
  }

  async create(input: NewGrant, context: CallContext): Promise<GrantAt> {
    return this.#writer.run(context, async tx => {
      const now = await readNow(tx);
      const from = input.from ?? now;
      if (from < now - PAST_TOLERANCE_MS) {
        throw invalidField('from', 'must not be in the past');
      }
      checkUntil(input.until, from, now);
      const grant: AccessGrantRecord = {
        ...input,
        id: randomUUID(),
        version: 1,
        from,
        grantedBy: context.actor,
        createdAt: now,
        updatedAt: now,
      };
      await this.#grants.insert(tx, grant);
      return {
        result: { grant, now },
        events: [accessGrantEvent('grant.created', context.actor, grant)],
      };
    });
  }

  /** Lets it end earlier or later; what is over stays so (409). */
  async change(
    id: string,
    until: number,
    ifMatch: IfMatch,
    context: CallContext,
  ): Promise<GrantAt> {
    return this.#change(id, context, ifMatch, 'grant.changed', (grant, now) => {
      checkUntil(until, grant.from, now);
      return { until };
    });
  }

  async revoke(id: string, context: CallContext): Promise<GrantAt> {
    return this.#change(id, context, '*', 'grant.revoked', (_grant, now) => ({
      revokedAt: now,
    }));
  }

  async #change(
    id: string,
    context: CallContext,
    ifMatch: IfMatch,
    event: 'grant.changed' | 'grant.revoked',
    change: (
      grant: AccessGrantRecord,
      now: number,
    ) => Partial<AccessGrantRecord>,
  ): Promise<GrantAt> {
    return this.#writer.run(context, async (tx: Writer) => {
      const before = await this.#grants.lock(tx, id);
      if (!before) {
        throw notFound('access grant', id);
      }
      checkVersion(before, ifMatch);
      const now = await readNow(tx);
      const status = statusOf(before, now);
      if (isOver(status)) {
        throw new ConflictError(
          status === 'ended'
            ? 'This access grant has ended; make a new one'
            : 'This access grant has been revoked; make a new one',
        );
      }
      const grant: AccessGrantRecord = {
        ...before,
        ...change(before, now),
        version: before.version + 1,
        updatedAt: now,
      };
      await this.#grants.update(tx, grant);
      const events = [accessGrantEvent(event, context.actor, grant, before)];
      return { result: { grant, now }, events };
    });
  }
}

function checkUntil(until: number, from: number, now: number): void {
  if (until <= from) {
    throw invalidField('until', 'must be later than from');
  }
  if (until <= now) {
    throw invalidField('until', 'must be in the future');
  }
}
