import { randomUUID } from 'node:crypto';
import { ConflictError } from '@backstage/errors';
import { type CallContext, notFound } from '@callboard/backend-access';
import {
  checkVersion,
  type Database,
  readNow,
  type Writer,
} from '@callboard/backend-database';
import type { IfMatch } from '@callboard/backend-openapi';
import {
  EDITABLE_STATUSES,
  type NewItem,
  type NewRequest,
  type Override,
  type RequestChange,
  SUBMITTABLE_STATUSES,
} from '@callboard/backstage-plugin-service-requests-common';
import type { ChangeSetStore } from '../changeSets/ChangeSetStore';
import type { QuotaLedger } from '../quotas';
import type { ServiceStore } from '../services/ServiceStore';
import type { Assessed, Assessor } from './Assessor';
import type { NameStore } from './NameStore';
import { type PreparedItem, toItemRecord, toNewItem } from './prepareItems';
import type { RequestJournal } from './RequestJournal';
import type { RequestStore } from './RequestStore';
import type { ReviewStore } from './ReviewStore';
import { refuseInvalid, Submissions } from './Submissions';
import type { Party, RequestRecord } from './types';

const ATTEMPTS = 5;

/** What the caller of a command has found out about who calls. */
export interface Caller extends Pick<CallContext, 'actor' | 'idempotency'> {
  /** The actor, and who answers for a service account. */
  parties: string[];
}

/** How a request ends without having been merged. */
export interface Ending {
  status: 'withdrawn' | 'expired' | 'rejected';
  type: 'request.withdrawn' | 'request.expired' | 'request.rejected';
  text?: string;
}

type Write = (tx: Writer, now: number) => Promise<RequestRecord>;

class ChangedMeanwhileError extends ConflictError {}

/** Resolves what items name; see `prepareItems`. */
export type PrepareItems = (
  items: readonly NewItem[],
  regions: readonly string[],
  before?: RequestRecord['items'],
) => Promise<{
  items: PreparedItem[];
  fields: { field: string; message: string }[];
}>;

interface Options {
  database: Database;
  assessor: Assessor;
  changeSets: ChangeSetStore;
  journal: RequestJournal;
  names: NameStore;
  prepare: PrepareItems;
  quotas: Pick<QuotaLedger, 'reserve' | 'release'>;
  requests: RequestStore;
  reviews: ReviewStore;
  services: ServiceStore;
  /** In how many hours a review should be done. */
  reviewHours: number;
}

/**
 * What is asked for, from the first thought to the hand-over to reviewers, and
 * back out again; without a thought for who may do what.
 *
 * A request is assessed before its transaction, because that reads git and may
 * take a while; the transaction then makes sure that it is still the same
 * version, and decides what can be raced for: names, quotas, and which request
 * changes a service.
 */
export class RequestsService {
  readonly #options: Options;
  readonly #submissions: Submissions;

  static create(options: Options): RequestsService {
    return new RequestsService(options);
  }

  private constructor(options: Options) {
    this.#options = options;
    this.#submissions = Submissions.create(options);
  }

  async get(id: string): Promise<RequestRecord> {
    const { database, requests } = this.#options;
    const request = await database.read(db => requests.get(db, id));
    if (!request) {
      throw notFound('request', id);
    }
    return request;
  }

  /**
   * A draft, or handed in at once. `automatic` says why the portal opens it by
   * itself; `guard` makes sure, in the transaction, that it is still wanted.
   */
  async create(
    input: Omit<NewRequest, 'owner' | 'override'> & { owner: string },
    caller: Caller,
    options: {
      override?: Override;
      automatic?: string;
      guard?: (tx: Writer) => Promise<void>;
    } = {},
  ): Promise<RequestRecord> {
    const { journal, prepare } = this.#options;
    const regions = [
      ...new Set(input.regions ?? (input.region ? [input.region] : [])),
    ];
    return this.#decided(caller, async () => {
      const prepared = await prepare(input.items, regions);
      refuseInvalid(prepared.fields);
      const draft: RequestRecord = {
        id: randomUUID(),
        version: 1,
        createdAt: 0,
        updatedAt: 0,
        title: input.title.trim(),
        environment: input.environment,
        regions,
        items: prepared.items.map(toItemRecord),
        owner: input.owner,
        requestedBy: caller.actor,
        parties: caller.parties.map(ref => ({ ref, role: 'requester' })),
        costCentre: input.costCentre,
        reason: input.reason,
        endDate: input.endDate,
        status: 'draft',
        statusSince: 0,
        revision: 1,
        automatic: options.automatic,
      };
      const assessed = input.submit
        ? await this.#assess({ ...draft, items: prepared.items })
        : undefined;
      return async (tx, now) => {
        await options.guard?.(tx);
        const created = await journal.begin(
          tx,
          { ...draft, createdAt: now, updatedAt: now, statusSince: now },
          { type: 'request.created', actor: caller.actor, at: now },
        );
        return assessed
          ? this.#submissions.handIn(
              tx,
              created,
              assessed,
              caller,
              now,
              options,
            )
          : created;
      };
    });
  }

  /** Under review it becomes a new revision, which is handed in at once. */
  async update(
    id: string,
    change: RequestChange & { owner?: string },
    ifMatch: IfMatch,
    caller: Caller,
  ): Promise<RequestRecord> {
    return this.#onSame(id, caller, async before => {
      checkVersion(before, ifMatch);
      const { prepare } = this.#options;
      const regions = change.regions
        ? [...new Set(change.regions)]
        : before.regions;
      const prepared = await prepare(
        change.items ?? before.items.map(toNewItem),
        regions,
        before.items,
      );
      refuseInvalid(prepared.fields);
      const resubmits = isUnderReview(before);
      const changes: Partial<RequestRecord> = {
        title: change.title?.trim() ?? before.title,
        environment: change.environment ?? before.environment,
        regions,
        items: prepared.items.map(toItemRecord),
        owner: change.owner ?? before.owner,
        costCentre: change.costCentre ?? before.costCentre,
        reason: change.reason ?? before.reason,
        endDate:
          change.endDate === undefined
            ? before.endDate
            : change.endDate || undefined,
        revision:
          before.submittedRevision === before.revision
            ? before.revision + 1
            : before.revision,
        override: undefined,
      };
      const assessed = resubmits
        ? await this.#assess({ ...before, ...changes, items: prepared.items })
        : undefined;
      return async (tx, now) => {
        await this.#requireEditable(tx, before);
        await this.#leaveChangeSet(tx, before, now);
        const edited = await this.#options.journal.change(
          tx,
          before,
          { ...changes, parties: await this.#addEditors(tx, before, caller) },
          { type: 'request.changed', actor: caller.actor, at: now },
        );
        return assessed
          ? this.#submissions.handIn(tx, edited, assessed, caller, now, {})
          : edited;
      };
    });
  }

  async submit(
    id: string,
    caller: Caller,
    options: { override?: Override; comment?: string } = {},
  ): Promise<RequestRecord> {
    return this.#onSame(id, caller, async before => {
      if (!SUBMITTABLE_STATUSES.includes(before.status)) {
        throw new ConflictError(
          `This request is ${inWords(before.status)}: it cannot be handed in`,
        );
      }
      const assessed = await this.#assessStored(before);
      return (tx, now) =>
        this.#submissions.handIn(tx, before, assessed, caller, now, options);
    });
  }

  /** A new revision on what the repository is now, after a conflict. */
  async rebase(id: string, caller: Caller): Promise<RequestRecord> {
    return this.#onSame(id, caller, async before => {
      if (!['pr_conflict', 'pr_closed'].includes(before.status)) {
        throw new ConflictError(
          `This request is ${inWords(before.status)}: there is nothing to put right`,
        );
      }
      const assessed = await this.#assessStored(before);
      return async (tx, now) => {
        await this.#leaveChangeSet(tx, before, now);
        const rebased = await this.#options.journal.change(
          tx,
          before,
          {
            revision: before.revision + 1,
            parties: await this.#addEditors(tx, before, caller),
          },
          { type: 'request.rebased', actor: caller.actor, at: now },
        );
        return this.#submissions.handIn(tx, rebased, assessed, caller, now, {});
      };
    });
  }

  /** Out of it, on whichever way: names and quota are free again, a pull request is closed. */
  async end(
    id: string,
    ending: Ending,
    caller: Pick<Caller, 'actor' | 'idempotency'>,
    guard?: (tx: Writer, before: RequestRecord, now: number) => Promise<void>,
  ): Promise<RequestRecord> {
    return this.#options.database.write(
      tx => this.endWithin(tx, id, ending, caller.actor, guard),
      caller.idempotency,
    );
  }

  /** The same, as a part of something else. */
  async endWithin(
    tx: Writer,
    id: string,
    ending: Ending,
    actor: string,
    guard?: (tx: Writer, before: RequestRecord, now: number) => Promise<void>,
  ): Promise<RequestRecord> {
    const before = await this.#lock(tx, id);
    await this.#requireEditable(tx, before);
    const now = await readNow(tx);
    await guard?.(tx, before, now);
    await this.#leaveChangeSet(tx, before, now);
    await this.#release(tx, id);
    return this.#options.journal.change(
      tx,
      before,
      { status: ending.status, statusReason: ending.text, dueAt: undefined },
      { type: ending.type, actor, text: ending.text, at: now },
    );
  }

  /** Everything that is known about it now, also while it is incomplete. */
  async preview(request: Parameters<Assessor['assess']>[0]): Promise<Assessed> {
    return this.#assess(request);
  }

  async #assess(request: Parameters<Assessor['assess']>[0]): Promise<Assessed> {
    const now = await this.#options.database.read(readNow);
    return this.#options.assessor.assess(request, now);
  }

  async #assessStored(request: RequestRecord): Promise<Assessed> {
    const { items, fields } = await this.#options.prepare(
      request.items.map(toNewItem),
      request.regions,
      request.items,
    );
    refuseInvalid(fields);
    return this.#assess({ ...request, items });
  }

  /** `decide` sees the request before the transaction; it is asked again where it changed meanwhile. */
  async #onSame(
    id: string,
    caller: Caller,
    decide: (before: RequestRecord) => Promise<Write>,
  ): Promise<RequestRecord> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#decided(caller, async () => {
          const seen = await this.get(id);
          const write = await decide(seen);
          return async (tx, now) => {
            const before = await this.#lock(tx, id);
            if (before.version !== seen.version) {
              throw new ChangedMeanwhileError(
                'This request is being changed; try again',
              );
            }
            return write(tx, now);
          };
        });
      } catch (error) {
        if (!(error instanceof ChangedMeanwhileError) || attempt >= ATTEMPTS) {
          throw error;
        }
      }
    }
  }

  /**
   * What is decided before the transaction is refused inside it, so that a
   * repeated request gets its first answer, also where it would be refused now.
   */
  async #decided(
    caller: Caller,
    decide: () => Promise<Write>,
  ): Promise<RequestRecord> {
    const write = await decide().catch((error): Write => {
      return async () => {
        throw error;
      };
    });
    return this.#options.database.write(
      async tx => write(tx, await readNow(tx)),
      caller.idempotency,
    );
  }

  async #lock(tx: Writer, id: string): Promise<RequestRecord> {
    const request = await this.#options.requests.lock(tx, id);
    if (!request) {
      throw notFound('request', id);
    }
    return request;
  }

  async #requireEditable(tx: Writer, request: RequestRecord): Promise<void> {
    const changeSet = await this.#options.changeSets.get(
      tx,
      request.id,
      request.revision,
    );
    if (
      !EDITABLE_STATUSES.includes(request.status) ||
      changeSet?.state === 'merging'
    ) {
      throw new ConflictError(
        changeSet?.state === 'merging'
          ? 'This request is being merged at this moment'
          : `This request is ${inWords(request.status)}: it cannot be changed any more`,
      );
    }
  }

  async #leaveChangeSet(
    tx: Writer,
    request: RequestRecord,
    now: number,
  ): Promise<void> {
    await this.#options.changeSets.leave(tx, request.id, now);
  }

  async #release(tx: Writer, requestId: string): Promise<void> {
    await this.#options.quotas.release(tx, requestId);
    await this.#options.names.release(tx, requestId);
  }

  async #addEditors(
    tx: Writer,
    request: RequestRecord,
    { parties }: Caller,
  ): Promise<Party[]> {
    const known = new Set(request.parties.map(({ ref }) => ref));
    const added = parties
      .filter(ref => !known.has(ref))
      .map((ref): Party => ({ ref, role: 'editor' }));
    await this.#options.requests.addParties(tx, request.id, added);
    return [...request.parties, ...added];
  }
}

function isUnderReview({ status }: RequestRecord): boolean {
  return !SUBMITTABLE_STATUSES.includes(status);
}

/** A status as a sentence has it: `changes requested`. */
export function inWords(status: string): string {
  return status.replace(/^pr_/, 'pull request ').replaceAll('_', ' ');
}
