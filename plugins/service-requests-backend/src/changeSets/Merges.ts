import { ConflictError } from '@backstage/errors';
import { notFound } from '@callboard/backend-access';
import {
  type Database,
  readNow,
  type Writer,
} from '@callboard/backend-database';
import { invalidField } from '@callboard/backend-openapi';
import type { Merging } from '@callboard/backstage-plugin-service-requests-common';
import type { Assessor } from '../requests/Assessor';
import type { PolicyCheck } from '../requests/PolicyCheck';
import type { RequestJournal } from '../requests/RequestJournal';
import type { RequestStore } from '../requests/RequestStore';
import { inWords } from '../requests/RequestsService';
import { counts } from '../requests/ReviewService';
import type { ReviewStore } from '../requests/ReviewStore';
import type { RequestRecord } from '../requests/types';
import type { ChangeSetRunner } from './ChangeSetRunner';
import type { ChangeSetRecord, ChangeSetStore } from './ChangeSetStore';

interface Options {
  assessor: Assessor;
  changeSets: ChangeSetStore;
  database: Database;
  journal: RequestJournal;
  onMerged: () => void;
  policy: PolicyCheck;
  requests: RequestStore;
  reviews: ReviewStore;
  runner: ChangeSetRunner;
}

/**
 * Merging what was approved, as a step of its own: approvals are counted and
 * policy is asked once more, and the promise to merge is written down before
 * git is asked, so that one who dies over it is followed by another.
 */
export class Merges {
  readonly #options: Options;

  static create(options: Options): Merges {
    return new Merges(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  async merge(
    id: string,
    merging: Merging,
    caller: { actor: string; isAutomatic?: boolean },
  ): Promise<RequestRecord> {
    const { database, onMerged, policy, requests, runner } = this.#options;
    const checked = await policy.check(id, merging.override);
    const promised = await database.write(async tx => {
      const before = await requests.lock(tx, id);
      if (!before) {
        throw notFound('request', id);
      }
      const now = await readNow(tx);
      const changeSet = await this.#requireMergeable(tx, before);
      if (!caller.isAutomatic) {
        requireConfirmation(before, merging.confirm);
      }
      const verdict = await policy.settle(tx, before, checked, caller, now);
      if (verdict.denied) {
        await this.#options.changeSets.leave(tx, id, now);
        return { request: verdict.request };
      }
      if (verdict.request !== before) {
        await requests.update(tx, verdict.request);
      }
      const begun: ChangeSetRecord = {
        ...changeSet,
        state: 'merging',
        mergedBy: caller.actor,
        // Whoever comes after it, if this process dies over it.
        dueAt: now + 30_000,
      };
      await this.#options.changeSets.update(tx, begun);
      return { request: verdict.request, begun };
    });
    policy.throwIfDenied(promised.request, checked);
    if (promised.begun && (await runner.run(promised.begun)) === 'merged') {
      onMerged();
    }
    const after = await database.read(db => requests.get(db, id));
    if (after?.status === 'pr_conflict' || after?.status === 'pr_closed') {
      throw new ConflictError(
        `It was not merged: ${after.statusReason ?? inWords(after.status)}`,
      );
    }
    return after!;
  }

  async #requireMergeable(
    tx: Writer,
    request: RequestRecord,
  ): Promise<ChangeSetRecord> {
    const { assessor, changeSets, reviews } = this.#options;
    const changeSet = await changeSets.get(tx, request.id, request.revision);
    if (changeSet?.state === 'merging') {
      throw new ConflictError('This request is being merged at this moment');
    }
    if (request.status !== 'pr_open' || changeSet?.state !== 'open') {
      throw new ConflictError(
        `This request is ${inWords(request.status)}: there is nothing to merge`,
      );
    }
    const decisions = await reviews.decisionsOf(tx, [request.id]);
    const approvals = new Set(
      decisions
        .filter(one => counts(one, request.revision))
        .map(({ reviewer }) => reviewer),
    );
    if (approvals.size < assessor.approvalsNeeded(request)) {
      throw new ConflictError('It has not been approved by enough people');
    }
    return changeSet;
  }
}

/** Whoever merges what cannot be undone types the names of what goes. */
function requireConfirmation(
  { items }: RequestRecord,
  confirm: string | undefined,
): void {
  const names = items
    .filter(({ operation }) => operation === 'decommission')
    .map(({ name }) => name);
  const typed = (confirm ?? '').split(',').map(name => name.trim());
  const missing = names.filter(name => !typed.includes(name));
  if (missing.length > 0) {
    throw invalidField('confirm', `must name what goes: ${names.join(', ')}`);
  }
}
