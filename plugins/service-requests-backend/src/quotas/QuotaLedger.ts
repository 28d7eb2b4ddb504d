import {
  insertRows,
  type Reader,
  type Writer,
} from '@callboard/backend-database';
import type { QuotaUse } from '@callboard/backstage-plugin-service-requests-common';
import type { EnvironmentConfig } from '../environments';
import {
  appliesToOwner,
  QuotaCounter,
  type QuotaScope,
  subjectOf,
} from './quotaAmounts';
import { assessQuotas, type QuotaAssessment } from './assessQuotas';
import { QuotaExceededError } from './QuotaExceededError';
import { readTaken, serviceKey } from './readTaken';
import type { QuotaAmount, QuotaItem, QuotaRule, QuotaSubject } from './types';

/**
 * How much of each quota is taken, and who holds what of the rest.
 *
 * Guarantee: of requests that fit a quota each alone, but not together, only so
 * many are handed in as fit, on however many backends. Two requests have no row
 * in common, so whoever wants some of a limit first locks the row that stands
 * for it, in the order of ids and after the row of the request, and only then
 * reads what is taken.
 *
 * A request holds what each of its services would take altogether, not the
 * difference: the difference is taken when it is read. So what a service has is
 * counted once, whichever of several requests about it is merged first, holding
 * twice is holding once, and releasing or settling a second time finds nothing.
 * What a request would give back is free when it is merged, not before; what is
 * decommissioned, when it is gone.
 */
export class QuotaLedger {
  readonly #counter: QuotaCounter;
  readonly #environments: readonly EnvironmentConfig[];

  /** Throws InputError naming a quota that cannot be read. */
  static create(options: {
    rules: readonly QuotaRule[];
    environments: readonly EnvironmentConfig[];
  }): QuotaLedger {
    return new QuotaLedger(
      QuotaCounter.create(options.rules),
      options.environments,
    );
  }

  private constructor(
    counter: QuotaCounter,
    environments: readonly EnvironmentConfig[],
  ) {
    this.#counter = counter;
    this.#environments = environments;
  }

  /** What the services of a request count against. Pure. */
  count(scope: QuotaScope, items: readonly QuotaItem[]): QuotaAmount[] {
    return this.#counter.count(scope, items);
  }

  /** What a request would be told now; nothing is locked and nothing held. */
  async assess(
    db: Reader,
    { requestId, amounts }: { requestId?: string; amounts: QuotaAmount[] },
  ): Promise<QuotaAssessment> {
    return assessQuotas(amounts, await readTaken(db, amounts, requestId));
  }

  /**
   * Holds what a request asks for, instead of what it held before. Throws
   * QuotaExceededError where it does not fit, unless the denial is of a policy
   * that was set aside (`overridden`, such as `quota:caches`). Returns the quotas
   * as they are without it.
   */
  async reserve(
    tx: Writer,
    {
      requestId,
      amounts,
      overridden = [],
    }: {
      requestId: string;
      amounts: QuotaAmount[];
      overridden?: readonly string[];
    },
  ): Promise<QuotaUse[]> {
    await lockSubjects(
      tx,
      amounts.map(({ subject }) => subject),
    );
    const { quotas, verdicts } = await this.assess(tx, { requestId, amounts });
    if (verdicts.some(({ policy }) => !overridden.includes(policy))) {
      throw new QuotaExceededError(quotas, verdicts);
    }
    await this.release(tx, requestId);
    const holds = amounts
      .filter(({ amount, removal }) => amount !== undefined && !removal)
      .map(({ subject, serviceId, amount }) => ({
        subject_id: subject.id,
        request_id: requestId,
        service_id: serviceId,
        amount,
      }));
    await insertRows(tx, 'quota_hold', holds, 100);
    return quotas;
  }

  /** Holds nothing for a request any more. */
  async release(tx: Writer, requestId: string): Promise<void> {
    await tx.knex('quota_hold').where({ request_id: requestId }).delete();
  }

  /** When a request is merged: what it held is now what its services take. */
  async settle(tx: Writer, requestId: string): Promise<void> {
    const held = () => tx.knex('quota_hold').where({ request_id: requestId });
    const subjects = await held().distinct('subject_id').pluck('subject_id');
    await lockRows(tx, subjects);
    const rows = await held().select('subject_id', 'service_id', 'amount');
    await replaceUses(tx, rows);
    await held().delete();
  }

  /** When a service is gone. */
  async freeService(tx: Writer, serviceId: string): Promise<void> {
    await tx.knex('quota_use').where({ service_id: serviceId }).delete();
    await tx.knex('quota_hold').where({ service_id: serviceId }).delete();
  }

  /**
   * Counts all services anew, for rules and prices that have changed since they
   * were merged. `read` gives the amounts of every service there is, and is
   * called when none can be merged any more; what is not known now is counted as
   * it was.
   */
  async recount(
    tx: Writer,
    read: (tx: Writer) => Promise<QuotaAmount[]>,
  ): Promise<void> {
    if (tx.postgres) {
      await tx.knex.raw('LOCK TABLE quota_use IN SHARE ROW EXCLUSIVE MODE');
    }
    const amounts = await read(tx);
    const before = new Map<string, number>();
    for (const { subject_id, service_id, amount } of await tx.knex<UseRow>(
      'quota_use',
    )) {
      before.set(serviceKey(subject_id, service_id), Number(amount));
    }
    await insertSubjects(
      tx,
      amounts.map(({ subject }) => subject),
    );
    await tx.knex('quota_use').delete();
    await replaceUses(
      tx,
      amounts.flatMap(({ subject, serviceId, amount }) => {
        const known = amount ?? before.get(serviceKey(subject.id, serviceId));
        return known === undefined
          ? []
          : { subject_id: subject.id, service_id: serviceId, amount: known };
      }),
    );
  }

  /** Every quota that applies to an owner, as it is. */
  async use(
    db: Reader,
    owner: string,
    exceptRequestId?: string,
  ): Promise<QuotaUse[]> {
    const amounts = this.#counter.rules
      .filter(rule => appliesToOwner(rule, owner))
      .flatMap(rule =>
        this.#subjectsOf(rule, owner).map(subject => ({
          rule,
          subject,
          serviceId: '',
          amount: 0,
          removal: true,
        })),
      );
    const { quotas } = assessQuotas(
      amounts,
      await readTaken(db, amounts, exceptRequestId),
    );
    return quotas;
  }

  #subjectsOf(rule: QuotaRule, owner: string): QuotaSubject[] {
    const subjects = this.#environments
      .filter(({ name }) => rule.environments?.includes(name) ?? true)
      .flatMap(environment =>
        environment.regions.map(({ name }) =>
          subjectOf(rule, { owner, environment }, name),
        ),
      );
    return [...new Map(subjects.map(one => [one.id, one])).values()];
  }
}

interface UseRow {
  subject_id: string;
  service_id: string;
  amount: number;
}

async function lockSubjects(
  tx: Writer,
  subjects: readonly QuotaSubject[],
): Promise<void> {
  await lockRows(tx, await insertSubjects(tx, subjects));
}

/** Returns their ids, in order. */
async function insertSubjects(
  tx: Writer,
  subjects: readonly QuotaSubject[],
): Promise<string[]> {
  const byId = new Map(subjects.map(subject => [subject.id, subject]));
  const ids = [...byId.keys()].sort();
  for (let at = 0; at < ids.length; at += 100) {
    await tx
      .knex('quota_subject')
      .insert(ids.slice(at, at + 100).map(id => byId.get(id)!))
      .onConflict('id')
      .ignore();
  }
  return ids;
}

/**
 * On SQLite every write holds the only lock there is. `NO KEY`, so that who
 * refers to the row need not wait for it.
 */
async function lockRows(tx: Writer, ids: readonly string[]): Promise<void> {
  if (tx.postgres && ids.length > 0) {
    await tx.knex.raw(
      `SELECT 1 FROM quota_subject WHERE id = ANY(?::text[])
       ORDER BY id COLLATE "C" FOR NO KEY UPDATE`,
      [[...ids]],
    );
  }
}

async function replaceUses(tx: Writer, rows: readonly UseRow[]): Promise<void> {
  for (let at = 0; at < rows.length; at += 100) {
    await tx
      .knex('quota_use')
      .insert(rows.slice(at, at + 100))
      .onConflict(['subject_id', 'service_id'])
      .merge(['amount']);
  }
}
