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
import type { Inventory } from '../domain/Inventory';
import { monthsAfter } from '../domain/validity';
import { notFound } from '../errors';
import type { InventoryCache } from '../inventory/InventoryCache';
import { certificationEvent, holdingEvent } from './certificationEvent';
import {
  type CertificationRecord,
  type HoldingRecord,
  statusOf,
} from './CertificationRecord';
import type { CertificationQuery } from './CertificationStore';
import { flagBookings } from './flagBookings';
import type { HoldingQuery } from './HoldingStore';
import type { CertificationStores } from './readCertifications';

export type CertificationInput = Pick<
  CertificationRecord,
  'name' | 'title' | 'description' | 'siteId' | 'validityMonths'
>;

/** What may change; `null` takes away. */
export interface CertificationEdit {
  title?: string;
  description?: string | null;
  validityMonths?: number | null;
}

/** Until when somebody is to hold it; epoch milliseconds, `null` for ever. */
export interface Term {
  from?: number;
  until?: number | null;
  evidence?: string;
}

/** A certification of somebody, when that was, and what it means for bookings. */
export interface HoldingAt {
  holding: HoldingRecord;
  now: number;
  /** Ids of bookings to come that the person does not qualify for. */
  affectedBookings?: string[];
}

/** Where several changes are made at once. */
export interface Place {
  tx: Writer;
  known: Inventory;
}

interface Options extends CertificationStores {
  database: Database;
  inventory: InventoryCache;
}

/** Certifications and who holds them, without a thought for who may grant one. */
export class CertificationsService {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): CertificationsService {
    return new CertificationsService(options);
  }

  async list(query: CertificationQuery): Promise<Page<CertificationRecord>> {
    const { database, certifications } = this.#options;
    return database.read(db => certifications.list(db, query));
  }

  async find(id: string): Promise<CertificationRecord | undefined> {
    const { database, certifications } = this.#options;
    return database.read(db => certifications.get(db, id));
  }

  async named(name: string): Promise<CertificationRecord | undefined> {
    const { database, certifications } = this.#options;
    const [one] = await database.read(db => certifications.named(db, [name]));
    return one;
  }

  async create(
    input: CertificationInput,
    context: CallContext,
  ): Promise<CertificationRecord> {
    const { database, certifications, inventory } = this.#options;
    const known = await inventory.latest();
    return database.write(async tx => {
      const now = await readNow(tx);
      const certification: CertificationRecord = {
        ...input,
        id: randomUUID(),
        version: 1,
        createdAt: now,
        updatedAt: now,
      };
      await certifications.insert(tx, certification);
      await database.outbox.append(tx.knex, [
        certificationEvent(
          'certification.created',
          context.actor,
          certification,
          known,
        ),
      ]);
      return certification;
    }, context.idempotency);
  }

  /** What has been granted stays valid for as long as it was. */
  async update(
    id: string,
    edit: CertificationEdit,
    ifMatch: IfMatch,
    context: CallContext,
  ): Promise<CertificationRecord> {
    const { database, certifications, inventory } = this.#options;
    const known = await inventory.latest();
    return database.write(async tx => {
      const before = await certifications.lock(tx, id);
      if (!before) {
        throw notFound('certification', id);
      }
      checkVersion(before, ifMatch);
      const next: CertificationRecord = {
        ...before,
        title: edit.title ?? before.title,
        description: replaced(before.description, edit.description),
        validityMonths: replaced(before.validityMonths, edit.validityMonths),
        version: before.version + 1,
        updatedAt: await readNow(tx),
      };
      await certifications.update(tx, next);
      await database.outbox.append(tx.knex, [
        certificationEvent(
          'certification.changed',
          context.actor,
          next,
          known,
          before,
        ),
      ]);
      return next;
    }, context.idempotency);
  }

  async holdings(
    query: HoldingQuery,
  ): Promise<Page<HoldingRecord> & { now: number }> {
    const { database, holdings } = this.#options;
    return database.read(async db => ({
      ...(await holdings.list(db, query)),
      now: await readNow(db),
    }));
  }

  async holding(id: string): Promise<HoldingRecord | undefined> {
    const { database, holdings } = this.#options;
    return database.read(db => holdings.get(db, id));
  }

  /** Throws a 409 for somebody who holds it, or will. */
  async grant(
    id: string,
    person: string,
    term: Term,
    context: CallContext,
  ): Promise<HoldingAt> {
    return this.write(context, at =>
      this.grantIn(at, id, person, term, context.actor),
    );
  }

  async renew(
    id: string,
    term: Term,
    context: CallContext,
  ): Promise<HoldingAt> {
    return this.write(context, at => this.renewIn(at, id, term, context.actor));
  }

  async revoke(
    id: string,
    reason: string | undefined,
    context: CallContext,
  ): Promise<HoldingAt> {
    return this.write(context, async at => {
      const before = await this.#lock(at.tx, id);
      const now = await readNow(at.tx);
      return this.#store(at, 'certification.revoked', context.actor, before, {
        revokedAt: now,
        revokedBy: context.actor,
        revokeReason: reason,
      });
    });
  }

  /** One transaction for several of the operations below. */
  async write<T>(
    context: Pick<CallContext, 'idempotency'>,
    command: (at: Place) => Promise<T>,
  ): Promise<T> {
    const { database, inventory } = this.#options;
    const known = await inventory.latest();
    return database.write(tx => command({ tx, known }), context.idempotency);
  }

  async grantIn(
    { tx, known }: Place,
    id: string,
    person: string,
    term: Term,
    actor: string,
  ): Promise<HoldingAt> {
    const { certifications, holdings } = this.#options;
    const certification = await certifications.lock(tx, id);
    if (!certification) {
      throw notFound('certification', id);
    }
    const now = await readNow(tx);
    const held = await holdings.of(tx, [person], [id]);
    if (held.some(one => isHeld(one, now))) {
      throw new ConflictError(
        `${person} holds ${certification.title} already; renew it instead`,
      );
    }
    const from = term.from ?? now;
    const holding: HoldingRecord = {
      id: randomUUID(),
      version: 1,
      certification,
      person,
      from,
      until: untilOf(certification, from, term.until, known),
      evidence: term.evidence,
      grantedBy: actor,
      createdAt: now,
      updatedAt: now,
    };
    checkTerm(holding);
    await holdings.insert(tx, holding);
    const affectedBookings = await flagBookings(tx, this.#options, {
      person,
      inventory: known,
    });
    await this.#options.database.outbox.append(tx.knex, [
      holdingEvent('certification.granted', actor, holding, known),
    ]);
    return { holding, now, affectedBookings };
  }

  async renewIn(
    at: Place,
    id: string,
    term: Term,
    actor: string,
  ): Promise<HoldingAt> {
    const { tx, known } = at;
    const before = await this.#lock(tx, id);
    const now = await readNow(tx);
    const certification = await this.#options.certifications.get(
      tx,
      before.certification.id,
    );
    return this.#store(at, 'certification.renewed', actor, before, {
      until: untilOf(
        certification!,
        Math.max(now, before.from),
        term.until,
        known,
      ),
      evidence: term.evidence ?? before.evidence,
    });
  }

  async #lock(tx: Writer, id: string): Promise<HoldingRecord> {
    const before = await this.#options.holdings.lock(tx, id);
    if (!before) {
      throw notFound('certification of a person', id);
    }
    if (before.revokedAt !== undefined) {
      throw new ConflictError('This has been revoked; grant it anew');
    }
    return before;
  }

  async #store(
    { tx, known }: Place,
    type: 'certification.renewed' | 'certification.revoked',
    actor: string,
    before: HoldingRecord,
    change: Partial<HoldingRecord>,
  ): Promise<HoldingAt> {
    const { database, holdings } = this.#options;
    const now = await readNow(tx);
    const holding = {
      ...before,
      ...change,
      version: before.version + 1,
      updatedAt: now,
    };
    checkTerm(holding);
    await holdings.update(tx, holding);
    const affectedBookings = await flagBookings(tx, this.#options, {
      person: holding.person,
      inventory: known,
    });
    await database.outbox.append(tx.knex, [
      holdingEvent(type, actor, holding, known, { before, affectedBookings }),
    ]);
    return { holding, now, affectedBookings };
  }
}

function untilOf(
  { validityMonths, siteId }: CertificationRecord,
  from: number,
  until: number | null | undefined,
  inventory: Inventory,
): number | undefined {
  if (until !== undefined || validityMonths === undefined) {
    return until ?? undefined;
  }
  const site = siteId === undefined ? undefined : inventory.site(siteId);
  return monthsAfter(from, validityMonths, site?.timeZone ?? 'UTC');
}

/** Whether it counts now, or will without anybody doing anything. */
export function isHeld(holding: HoldingRecord, now: number): boolean {
  return ['valid', 'upcoming'].includes(statusOf(holding, now));
}

function replaced<T>(before: T | undefined, given: T | null | undefined) {
  return given === undefined ? before : (given ?? undefined);
}

function checkTerm({ from, until }: HoldingRecord): void {
  if (until !== undefined && until <= from) {
    throw invalidField('validUntil', 'must be after validFrom');
  }
}
