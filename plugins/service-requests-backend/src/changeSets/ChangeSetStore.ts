import { randomUUID } from 'node:crypto';
import {
  lockedIfFree,
  type Reader,
  toBoolean,
  toNumber,
  toOptionalNumber,
  type Writer,
} from '@callboard/backend-database';

/** `opening` and `merging` are promises: whoever dies over them, another goes on. */
export type ChangeSetState =
  | 'opening'
  | 'open'
  | 'merging'
  | 'merged'
  | 'closed'
  | 'conflict'
  /** Left by its request; its pull request is still to be closed. */
  | 'leaving'
  | 'left';

export interface ChangeSetRecord {
  requestId: string;
  revision: number;
  state: ChangeSetState;
  branch?: string;
  pullRequestId?: string;
  url?: string;
  headSha?: string;
  baseSha?: string;
  mergeable?: boolean;
  mergeSha?: string;
  mergedAt?: number;
  /** Who asked for the merge; absent where it happened elsewhere. */
  mergedBy?: string;
  problem?: string;
  attempts: number;
  /** When to look at it again, epoch milliseconds; absent: never. */
  dueAt?: number;
}

interface ChangeSetRow {
  request_id: string;
  revision: number;
  state: ChangeSetState;
  branch: string | null;
  pull_request_id: string | null;
  url: string | null;
  head_sha: string | null;
  base_sha: string | null;
  mergeable: boolean | number | null;
  merge_sha: string | null;
  merged_at: string | number | null;
  merged_by: string | null;
  problem: string | null;
  attempts: string | number;
  due_at: string | number | null;
}

const LEASE_MS = 60_000;

/** The branch and pull request of each revision that was approved. */
export class ChangeSetStore {
  /** Names branch and pull request; the same for ever. */
  static keyOf(changeSet: { requestId: string; revision: number }): string {
    return `request-${changeSet.requestId}-r${changeSet.revision}`;
  }

  async get(
    db: Reader,
    requestId: string,
    revision: number,
  ): Promise<ChangeSetRecord | undefined> {
    const row = await db
      .knex('change_set')
      .where({ request_id: requestId, revision })
      .first();
    return row && toRecord(row);
  }

  /** The latest of each request. */
  async latestOf(
    db: Reader,
    requestIds: string[],
  ): Promise<Map<string, ChangeSetRecord>> {
    const rows = await db
      .knex('change_set')
      .whereIn('request_id', requestIds)
      .orderBy('revision');
    return new Map(rows.map(row => [row.request_id, toRecord(row)]));
  }

  async insert(tx: Writer, changeSet: ChangeSetRecord): Promise<void> {
    await tx
      .knex('change_set')
      .insert({
        request_id: changeSet.requestId,
        revision: changeSet.revision,
        ...columns(changeSet),
      })
      .onConflict(['request_id', 'revision'])
      .ignore();
  }

  async update(tx: Writer, changeSet: ChangeSetRecord): Promise<void> {
    await tx
      .knex('change_set')
      .where({
        request_id: changeSet.requestId,
        revision: changeSet.revision,
      })
      .update({ ...columns(changeSet), lease_token: null });
  }

  /** Pull requests of earlier revisions, and of one that is given up, are to be closed. */
  async leave(tx: Writer, requestId: string, now: number): Promise<void> {
    await tx
      .knex('change_set')
      .where({ request_id: requestId })
      .whereIn('state', ['opening', 'open', 'closed', 'conflict'])
      .update({ state: 'leaving', due_at: now, lease_token: null });
  }

  /** One that is due, for a while nobody else's. */
  async claim(tx: Writer, now: number): Promise<ChangeSetRecord | undefined> {
    const query = tx
      .knex('change_set')
      .where('due_at', '<=', now)
      .orderBy('due_at')
      .first();
    const row = await lockedIfFree(tx, query);
    if (!row) {
      return undefined;
    }
    await tx
      .knex('change_set')
      .where({ request_id: row.request_id, revision: row.revision })
      .update({ due_at: now + LEASE_MS, lease_token: randomUUID() });
    return toRecord(row);
  }

  /** When the next one is due, epoch milliseconds. */
  async nextDue(db: Reader): Promise<number | undefined> {
    const [{ due }] = await db.knex('change_set').min({ due: 'due_at' });
    return toOptionalNumber(due ?? null);
  }

  /** Those that wait for something outside: to be looked at now. */
  async hurry(tx: Writer, now: number): Promise<number> {
    return tx
      .knex('change_set')
      .whereIn('state', ['open', 'conflict'])
      .where('due_at', '>', now)
      .whereNull('lease_token')
      .update({ due_at: now });
  }
}

function toRecord(row: ChangeSetRow): ChangeSetRecord {
  return {
    requestId: row.request_id,
    revision: row.revision,
    state: row.state,
    branch: row.branch ?? undefined,
    pullRequestId: row.pull_request_id ?? undefined,
    url: row.url ?? undefined,
    headSha: row.head_sha ?? undefined,
    baseSha: row.base_sha ?? undefined,
    mergeable: row.mergeable === null ? undefined : toBoolean(row.mergeable),
    mergeSha: row.merge_sha ?? undefined,
    mergedAt: toOptionalNumber(row.merged_at),
    mergedBy: row.merged_by ?? undefined,
    problem: row.problem ?? undefined,
    attempts: toNumber(row.attempts),
    dueAt: toOptionalNumber(row.due_at),
  };
}

function columns(changeSet: ChangeSetRecord) {
  return {
    state: changeSet.state,
    branch: changeSet.branch ?? null,
    pull_request_id: changeSet.pullRequestId ?? null,
    url: changeSet.url ?? null,
    head_sha: changeSet.headSha ?? null,
    base_sha: changeSet.baseSha ?? null,
    mergeable: changeSet.mergeable ?? null,
    merge_sha: changeSet.mergeSha ?? null,
    merged_at: changeSet.mergedAt ?? null,
    merged_by: changeSet.mergedBy ?? null,
    problem: changeSet.problem ?? null,
    attempts: changeSet.attempts,
    due_at: changeSet.dueAt ?? null,
  };
}
