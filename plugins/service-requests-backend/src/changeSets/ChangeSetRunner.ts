import { ConflictError, isError, NotFoundError } from '@backstage/errors';
import {
  type Database,
  readNow,
  type Writer,
} from '@callboard/backend-database';
import type {
  Author,
  GitOpsBackend,
  PullRequest,
} from '@callboard/backstage-plugin-service-requests-node';
import type { EnvironmentConfig } from '../environments';
import type { Happening, RequestJournal } from '../requests/RequestJournal';
import type { RequestStore } from '../requests/RequestStore';
import type { ReviewStore } from '../requests/ReviewStore';
import type { RequestRecord } from '../requests/types';
import type { MergedRequests } from '../services/MergedRequests';
import { describePullRequest } from './describePullRequest';
import { type ChangeSetRecord, ChangeSetStore } from './ChangeSetStore';

const SYSTEM = 'system';
const MAX_PAUSE_MS = 5 * 60_000;

interface Options {
  author: Author;
  changeSets: ChangeSetStore;
  database: Database;
  environments: EnvironmentConfig[];
  gitops: GitOpsBackend;
  journal: RequestJournal;
  merged: MergedRequests;
  /** How long until an open pull request is looked at again, without a hint. */
  pollMs: number;
  portalUrl: (requestId: string) => string;
  requests: RequestStore;
  reviews: ReviewStore;
}

/** What is to be done next: services have changed, or it may be merged by itself. */
export type Outcome = 'merged' | 'merge-itself' | undefined;

/**
 * One step with one change set: opens, looks at, merges or closes its pull
 * request, and writes down what came of it.
 *
 * Git is asked outside of any transaction, and every question may be asked
 * again: branch and pull request are found by the key of request and revision.
 * So whatever dies in between, the next step finds the work done and writes it
 * down: at most one branch, one pull request, one merge.
 */
export class ChangeSetRunner {
  readonly #options: Options;

  static create(options: Options): ChangeSetRunner {
    return new ChangeSetRunner(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  async run(changeSet: ChangeSetRecord): Promise<Outcome> {
    try {
      switch (changeSet.state) {
        case 'opening':
          return await this.#open(changeSet);
        case 'merging':
          return await this.#merge(changeSet);
        case 'leaving':
          return await this.#leave(changeSet);
        default:
          return await this.#look(changeSet);
      }
    } catch (error) {
      await this.#postpone(changeSet, error);
      throw error;
    }
  }

  async #open(changeSet: ChangeSetRecord): Promise<Outcome> {
    const { author, database, gitops, portalUrl } = this.#options;
    const { reviews, requests } = this.#options;
    const { requestId, revision } = changeSet;
    const [request, stored] = await database.read(async db => [
      await requests.get(db, requestId),
      await reviews.revision(db, requestId, revision),
    ]);
    if (!request || !stored) {
      throw new NotFoundError(`There is no revision ${revision} to open`);
    }
    const key = ChangeSetStore.keyOf(changeSet);
    const branch = await gitops.ensureBranch({ key, baseSha: stored.baseSha });
    const { title, body, commit } = describePullRequest(
      request,
      stored,
      portalUrl(requestId),
    );
    const { sha } = await gitops.putFiles({
      key,
      expectedBaseSha: stored.baseSha,
      files: stored.files.map(({ path, after }) => ({ path, content: after })),
      message: commit,
      author,
    });
    const pullRequest = await gitops.ensurePullRequest({ key, title, body });
    const isOpen = await this.#onRequest(
      changeSet,
      async (tx, now, current) => {
        const opened: ChangeSetRecord = {
          ...changeSet,
          ...shown(pullRequest),
          state: 'open',
          branch: branch.name,
          headSha: sha,
          baseSha: stored.baseSha,
          problem: undefined,
          attempts: 0,
          dueAt: now + this.#options.pollMs,
        };
        if (current.status !== 'approved' || current.revision !== revision) {
          await this.#store(tx, { ...opened, state: 'leaving', dueAt: now });
          return false;
        }
        await this.#store(tx, opened);
        await this.#happen(tx, current, 'pr_open', {
          type: 'request.pull_request_opened',
          actor: SYSTEM,
          at: now,
        });
        return true;
      },
    );
    return isOpen && this.#mergesItself(request) ? 'merge-itself' : undefined;
  }

  /** What cannot be undone is merged by somebody who types its name. */
  #mergesItself({ environment, items }: RequestRecord): boolean {
    const { environments } = this.#options;
    const isAutomatic = environments.find(
      ({ name }) => name === environment,
    )?.autoMerge;
    return (
      isAutomatic === true &&
      !items.some(({ operation }) => operation === 'decommission')
    );
  }

  async #look(changeSet: ChangeSetRecord): Promise<Outcome> {
    const pullRequest = await this.#options.gitops.getPullRequest(
      changeSet.pullRequestId!,
    );
    if (pullRequest.state === 'merged') {
      return this.#recordMerge(changeSet, pullRequest);
    }
    return this.#onRequest(changeSet, async (tx, now, request) => {
      const state = await this.#recordOpen(
        tx,
        changeSet,
        pullRequest,
        request,
        now,
      );
      return state === 'open' && this.#mergesItself(request)
        ? 'merge-itself'
        : undefined;
    });
  }

  async #recordOpen(
    tx: Writer,
    changeSet: ChangeSetRecord,
    pullRequest: PullRequest,
    request: RequestRecord,
    now: number,
  ): Promise<ChangeSetRecord['state']> {
    const isOurs = request.revision === changeSet.revision;
    const problem = whatIsWrong(changeSet, pullRequest);
    const state = stateOf(pullRequest, problem);
    await this.#store(tx, {
      ...changeSet,
      ...shown(pullRequest),
      state,
      problem,
      attempts: 0,
      dueAt: state === 'closed' ? undefined : now + this.#options.pollMs,
    });
    const status = (
      {
        open: 'pr_open',
        conflict: 'pr_conflict',
        closed: 'pr_closed',
      } as const
    )[state];
    const mayMove = ['pr_open', 'pr_conflict'].includes(request.status);
    if (!isOurs || !mayMove || status === request.status) {
      return state;
    }
    const type = (
      {
        pr_open: 'request.pull_request_opened',
        pr_conflict: 'request.conflicted',
        pr_closed: 'request.pull_request_closed',
      } as const
    )[status];
    await this.#happen(tx, request, status, {
      type,
      actor: SYSTEM,
      text: problem,
      at: now,
    });
    return state;
  }

  async #merge(changeSet: ChangeSetRecord): Promise<Outcome> {
    const { author, gitops } = this.#options;
    try {
      const pullRequest = await gitops.merge({
        id: changeSet.pullRequestId!,
        expectedHeadSha: changeSet.headSha!,
        message: `Merge what was asked for in request ${changeSet.requestId}`,
        author,
      });
      return await this.#recordMerge(changeSet, pullRequest);
    } catch (error) {
      if (!isError(error) || error.name !== 'ConflictError') {
        throw error;
      }
      const pullRequest = await gitops.getPullRequest(changeSet.pullRequestId!);
      if (pullRequest.state === 'merged') {
        return this.#recordMerge(
          { ...changeSet, mergedBy: undefined },
          pullRequest,
        );
      }
      await this.#onRequest(changeSet, (tx, now, request) =>
        this.#recordOpen(
          tx,
          { ...changeSet, mergedBy: undefined },
          { ...pullRequest, mergeable: false },
          request,
          now,
        ),
      );
      return undefined;
    }
  }

  async #leave(changeSet: ChangeSetRecord): Promise<Outcome> {
    const { gitops } = this.#options;
    const id =
      changeSet.pullRequestId ?? (await this.#findPullRequest(changeSet));
    const pullRequest =
      id === undefined ? undefined : await gitops.close({ id });
    if (pullRequest?.state === 'merged') {
      return this.#recordMerge(changeSet, pullRequest);
    }
    await this.#options.database.write(tx =>
      this.#store(tx, { ...changeSet, state: 'left', dueAt: undefined }),
    );
    return undefined;
  }

  /** One may have been opened, and the note of it lost with the process. */
  async #findPullRequest(
    changeSet: ChangeSetRecord,
  ): Promise<string | undefined> {
    try {
      const { id } = await this.#options.gitops.ensurePullRequest({
        key: ChangeSetStore.keyOf(changeSet),
        title: 'Not wanted any more',
        body: '',
      });
      return id;
    } catch (error) {
      if (
        isError(error) &&
        ['NotFoundError', 'ConflictError'].includes(error.name)
      ) {
        return undefined;
      }
      throw error;
    }
  }

  async #recordMerge(
    changeSet: ChangeSetRecord,
    pullRequest: PullRequest,
  ): Promise<Outcome> {
    const { merged, reviews } = this.#options;
    const isMerged = await this.#onRequest(
      changeSet,
      async (tx, now, request) => {
        await this.#store(tx, {
          ...changeSet,
          ...shown(pullRequest),
          state: 'merged',
          mergeSha: pullRequest.mergeSha,
          mergedAt: now,
          problem: undefined,
          dueAt: undefined,
        });
        const wanted =
          request.revision === changeSet.revision &&
          ['pr_open', 'pr_conflict', 'pr_closed'].includes(request.status);
        const actor = changeSet.mergedBy ?? SYSTEM;
        if (!wanted) {
          await this.#happen(tx, request, request.status, {
            type: 'request.commented',
            actor: SYSTEM,
            text: `The pull request of revision ${changeSet.revision} was merged outside of the portal, although the request is ${request.status}`,
            at: now,
          });
          return false;
        }
        const stored = await reviews.revision(tx, request.id, request.revision);
        const asApproved = pullRequest.headSha === changeSet.headSha;
        await merged.apply(tx, request, stored!, actor, now);
        await this.#happen(tx, request, 'merged', {
          type: 'request.merged',
          actor,
          text:
            [
              changeSet.mergedBy ? undefined : 'Merged outside of the portal',
              asApproved
                ? undefined
                : 'What was merged is not the commit that was approved',
            ]
              .filter(Boolean)
              .join('. ') || undefined,
          at: now,
        });
        return true;
      },
    );
    return isMerged ? 'merged' : undefined;
  }

  /**
   * With the request's lock. Nothing happens where the change set has moved on
   * since it was read (left by an edit, taken for a merge): whoever moved it sees
   * to it.
   */
  async #onRequest<T>(
    changeSet: ChangeSetRecord,
    command: (tx: Writer, now: number, request: RequestRecord) => Promise<T>,
  ): Promise<T | undefined> {
    const { changeSets, database, requests } = this.#options;
    const { requestId, revision, state } = changeSet;
    return database.write(async tx => {
      const request = await requests.lock(tx, requestId);
      if (!request) {
        throw new ConflictError(`There is no request ${requestId}`);
      }
      const current = await changeSets.get(tx, requestId, revision);
      return current?.state === state
        ? command(tx, await readNow(tx), request)
        : undefined;
    });
  }

  async #happen(
    tx: Writer,
    request: RequestRecord,
    status: RequestRecord['status'],
    happening: Happening,
  ): Promise<void> {
    await this.#options.journal.change(
      tx,
      request,
      { status, statusReason: happening.text },
      happening,
    );
  }

  async #store(tx: Writer, changeSet: ChangeSetRecord): Promise<void> {
    await this.#options.changeSets.update(tx, changeSet);
  }

  async #postpone(changeSet: ChangeSetRecord, error: unknown): Promise<void> {
    const { changeSets, database } = this.#options;
    const attempts = changeSet.attempts + 1;
    await database.write(async tx => {
      const current = await changeSets.get(
        tx,
        changeSet.requestId,
        changeSet.revision,
      );
      if (current?.state === changeSet.state) {
        await changeSets.update(tx, {
          ...current,
          attempts,
          problem: isError(error) ? error.message : String(error),
          dueAt:
            (await readNow(tx)) + Math.min(1_000 * 2 ** attempts, MAX_PAUSE_MS),
        });
      }
    });
  }
}

function shown({ id, url, mergeable, branch }: PullRequest) {
  return { pullRequestId: id, url, mergeable, branch };
}

function stateOf(
  { state }: PullRequest,
  problem: string | undefined,
): 'open' | 'conflict' | 'closed' {
  if (state === 'closed') {
    return 'closed';
  }
  return problem === undefined ? 'open' : 'conflict';
}

function whatIsWrong(
  { headSha }: ChangeSetRecord,
  pullRequest: PullRequest,
): string | undefined {
  if (pullRequest.state === 'closed') {
    return 'The pull request was closed';
  }
  if (pullRequest.headSha !== headSha) {
    return 'Something was pushed to the branch after it was approved';
  }
  return pullRequest.mergeable
    ? undefined
    : 'What it changes has been changed in the repository meanwhile';
}
