import { randomUUID } from 'node:crypto';
import { ConflictError, NotAllowedError } from '@backstage/errors';
import { notFound } from '@callboard/backend-access';
import {
  type Database,
  readNow,
  type Writer,
} from '@callboard/backend-database';
import {
  type Approving,
  type ClaimChange,
  type Override,
  REVIEWED_STATUSES,
} from '@callboard/backstage-plugin-service-requests-common';
import type { ChangeSetStore } from '../changeSets/ChangeSetStore';
import type { Assessor } from './Assessor';
import { PolicyCheck } from './PolicyCheck';
import type { RequestJournal } from './RequestJournal';
import type { RequestStore } from './RequestStore';
import { type Caller, inWords, type RequestsService } from './RequestsService';
import type { ReviewStore } from './ReviewStore';
import type {
  CommentRecord,
  DecisionRecord,
  RequestRecord,
  RevisionRecord,
} from './types';

/** A reviewer, and everything that they may be known as. */
export interface Reviewer extends Caller {
  /** Entity refs of the person and of their groups; a service's subject and its owner. */
  claims: string[];
  /** May decide on what another reviewer has claimed. */
  overrules: boolean;
}

interface Options {
  assessor: Assessor;
  changeSets: ChangeSetStore;
  claimMs: number;
  database: Database;
  journal: RequestJournal;
  policy: PolicyCheck;
  requests: RequestStore;
  requestsService: RequestsService;
  reviews: ReviewStore;
  /** Something is to be done about change sets. */
  kick: () => void;
}

/**
 * What reviewers decide. An approval is of one revision with exactly these
 * manifests, by somebody who neither asked for it nor edited it; whatever
 * changes afterwards needs another one. All of it is made sure of under the
 * request's lock, whatever was shown when the reviewer clicked.
 */
export class ReviewService {
  readonly #options: Options;

  static create(options: Options): ReviewService {
    return new ReviewService(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  async claim(
    id: string,
    change: ClaimChange,
    reviewer: Reviewer,
  ): Promise<RequestRecord> {
    return this.#review(id, reviewer, async (tx, before, now) => {
      const { journal } = this.#options;
      if (change.release) {
        return before.claim
          ? journal.change(
              tx,
              before,
              { status: 'submitted', claim: undefined },
              {
                type: 'request.claim_released',
                actor: reviewer.actor,
                at: now,
              },
            )
          : before;
      }
      return journal.change(
        tx,
        before,
        {
          status: 'in_review',
          claim: {
            by: reviewer.actor,
            deputy: change.deputy?.toLowerCase(),
            at: now,
          },
        },
        { type: 'request.claimed', actor: reviewer.actor, at: now },
      );
    });
  }

  async approve(
    id: string,
    approving: Approving & { override?: Override },
    reviewer: Reviewer,
  ): Promise<RequestRecord> {
    const { kick, policy } = this.#options;
    const checked = await policy.check(id, approving.override);
    const approved = await this.#review(
      id,
      reviewer,
      async (tx, before, now) => {
        const revision = await this.#requireSame(tx, before, approving);
        await this.#requireFirst(tx, before, reviewer);
        const verdict = await policy.settle(tx, before, checked, reviewer, now);
        if (verdict.denied) {
          return verdict.request;
        }
        return this.#addApproval(
          tx,
          verdict.request,
          revision,
          approving,
          reviewer,
          now,
        );
      },
    );
    policy.throwIfDenied(approved, checked);
    kick();
    return approved;
  }

  async requestChanges(
    id: string,
    comment: string,
    reviewer: Reviewer,
  ): Promise<RequestRecord> {
    return this.#review(id, reviewer, async (tx, before, now) => {
      const { journal, reviews } = this.#options;
      await this.#decide(
        tx,
        before,
        'changes_requested',
        comment,
        reviewer,
        now,
      );
      await reviews.voidApprovals(tx, id, 'It was sent back');
      return journal.change(
        tx,
        before,
        {
          status: 'changes_requested',
          statusReason: comment,
          claim: undefined,
          dueAt: undefined,
        },
        {
          type: 'request.changes_requested',
          actor: reviewer.actor,
          text: comment,
          at: now,
        },
      );
    });
  }

  async reject(
    id: string,
    comment: string,
    reviewer: Reviewer,
  ): Promise<RequestRecord> {
    return this.#options.requestsService.end(
      id,
      { status: 'rejected', type: 'request.rejected', text: comment },
      reviewer,
      async (tx, before, now) => {
        requireReviewer(before, reviewer);
        this.#requireClaim(before, reviewer, now);
        if (before.status === 'draft') {
          throw new ConflictError('A draft is nobody’s to reject');
        }
        await this.#decide(tx, before, 'rejected', comment, reviewer, now);
      },
    );
  }

  async comment(
    id: string,
    body: string,
    caller: Caller,
  ): Promise<CommentRecord> {
    const { database, journal, requests, reviews } = this.#options;
    return database.write(async tx => {
      const request = await requests.lock(tx, id);
      if (!request) {
        throw notFound('request', id);
      }
      const comment: CommentRecord = {
        id: randomUUID(),
        requestId: id,
        revision: request.revision,
        author: caller.actor,
        body,
        at: await readNow(tx),
      };
      await reviews.insertComment(tx, comment);
      await journal.change(
        tx,
        request,
        {},
        {
          type: 'request.commented',
          actor: caller.actor,
          text: body,
          at: comment.at,
        },
      );
      return comment;
    }, caller.idempotency);
  }

  async #review(
    id: string,
    reviewer: Reviewer,
    decide: (
      tx: Writer,
      before: RequestRecord,
      now: number,
    ) => Promise<RequestRecord>,
  ): Promise<RequestRecord> {
    const { database, requests } = this.#options;
    return database.write(async tx => {
      const before = await requests.lock(tx, id);
      if (!before) {
        throw notFound('request', id);
      }
      const now = await readNow(tx);
      requireReviewer(before, reviewer);
      if (!REVIEWED_STATUSES.includes(before.status)) {
        throw new ConflictError(
          `This request is ${inWords(before.status)}: there is nothing to review`,
        );
      }
      this.#requireClaim(before, reviewer, now);
      return decide(tx, before, now);
    }, reviewer.idempotency);
  }

  #requireClaim(
    { claim }: RequestRecord,
    { actor, overrules }: Reviewer,
    now: number,
  ): void {
    if (
      claim &&
      !overrules &&
      claim.by !== actor &&
      claim.deputy !== actor &&
      now < claim.at + this.#options.claimMs
    ) {
      throw new ConflictError(`${claim.by} is reviewing this request`);
    }
  }

  async #requireSame(
    tx: Writer,
    before: RequestRecord,
    { revision, manifestHash }: Approving,
  ): Promise<RevisionRecord> {
    const stored = await this.#options.reviews.revision(
      tx,
      before.id,
      before.revision,
    );
    if (
      revision !== before.revision ||
      !stored ||
      stored.manifestHash !== manifestHash
    ) {
      throw new ConflictError(
        `This request is at revision ${before.revision} now; look at what has changed before you approve it`,
      );
    }
    return stored;
  }

  async #requireFirst(
    tx: Writer,
    before: RequestRecord,
    { actor }: Reviewer,
  ): Promise<void> {
    const given = await this.#approvals(tx, before);
    if (given.some(({ reviewer }) => reviewer === actor)) {
      throw new ConflictError(
        'You have approved this revision already; it needs somebody else too',
      );
    }
  }

  async #addApproval(
    tx: Writer,
    before: RequestRecord,
    { manifestHash }: RevisionRecord,
    { comment }: Approving,
    reviewer: Reviewer,
    now: number,
  ): Promise<RequestRecord> {
    const { assessor, changeSets, journal } = this.#options;
    await this.#decide(
      tx,
      before,
      'approved',
      comment,
      reviewer,
      now,
      manifestHash,
    );
    const given = await this.#approvals(tx, before);
    const isEnough = given.length >= assessor.approvalsNeeded(before);
    if (isEnough) {
      await changeSets.insert(tx, {
        requestId: before.id,
        revision: before.revision,
        state: 'opening',
        attempts: 0,
        dueAt: now,
      });
    }
    return journal.change(
      tx,
      before,
      isEnough
        ? { status: 'approved', claim: undefined, dueAt: undefined }
        : { status: 'submitted', claim: undefined },
      {
        type: 'request.approved',
        actor: reviewer.actor,
        text: comment,
        at: now,
      },
    );
  }

  async #decide(
    tx: Writer,
    request: RequestRecord,
    decision: DecisionRecord['decision'],
    comment: string | undefined,
    { actor }: Reviewer,
    at: number,
    manifestHash = '',
  ): Promise<void> {
    await this.#options.reviews.insertDecision(tx, {
      id: randomUUID(),
      requestId: request.id,
      revision: request.revision,
      manifestHash,
      reviewer: actor,
      decision,
      comment,
      at,
    });
  }

  async #approvals(
    tx: Writer,
    request: RequestRecord,
  ): Promise<DecisionRecord[]> {
    const decisions = await this.#options.reviews.decisionsOf(tx, [request.id]);
    return decisions.filter(one => counts(one, request.revision));
  }
}

/** Whether a decision is an approval of this revision that still stands. */
export function counts(decision: DecisionRecord, revision: number): boolean {
  return (
    decision.decision === 'approved' &&
    decision.revision === revision &&
    decision.void === undefined
  );
}

/** Under the lock, whatever the permission said: the parties may have changed since. */
function requireReviewer(
  { parties }: RequestRecord,
  { claims }: Reviewer,
): void {
  if (parties.some(({ ref }) => claims.includes(ref))) {
    throw new NotAllowedError(
      'Nobody decides on what they asked for or edited themselves',
    );
  }
}
