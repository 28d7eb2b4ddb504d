import { NotFoundError } from '@backstage/errors';
import type { PullRequest } from '@callboard/backstage-plugin-service-requests-node';
import type { Commit, GitObjects } from './GitObjects';
import type { RefChange } from './GitRefs';
import { branchName, branchRef, isKey, ITSELF, pullRef } from './names';
import { type PullRecord, readPullRecord, writePullRecord } from './pullRecord';
import type { Standings } from './Standings';

/** The records of pull requests, read together with the branches they are about. */
export class PullRequests {
  readonly #objects: GitObjects;
  readonly #standings: Standings;
  readonly #change: (changes: RefChange[]) => Promise<boolean>;
  readonly #mainCommit: () => Promise<Commit>;
  readonly #now: () => Date;

  private constructor(options: Parameters<typeof PullRequests.create>[0]) {
    this.#objects = options.objects;
    this.#standings = options.standings;
    this.#change = options.change;
    this.#mainCommit = options.mainCommit;
    this.#now = options.now;
  }

  static create(options: {
    objects: GitObjects;
    standings: Standings;
    change(changes: RefChange[]): Promise<boolean>;
    mainCommit(): Promise<Commit>;
    now(): Date;
  }): PullRequests {
    return new PullRequests(options);
  }

  /**
   * A pull request as it is now; undefined where it changed while looking.
   *
   * @throws NotFoundError
   */
  async look(key: string): Promise<PullRequest | undefined> {
    const found = isKey(key) ? await this.record(key) : undefined;
    if (!found) {
      throw noPullRequest();
    }
    const { record } = found;
    const pull = {
      id: key,
      branch: branchName(key),
      state: record.state,
      headSha: record.headSha,
      baseSha: record.baseSha,
      mergeable: false,
      mergeSha: record.mergeSha,
    };
    if (record.state !== 'open') {
      return pull;
    }
    const branch = await this.#objects.readCommit(branchRef(key));
    const head = branch ?? (await this.#objects.readCommit(record.headSha));
    const main = await this.#mainCommit();
    if (!head) {
      throw new Error(`The commit ${record.headSha} is gone`);
    }
    const open = { ...pull, headSha: head.sha };
    const { contained, mergedTree } = await this.#standings.find(main, head);
    const isMerged =
      contained && !(await this.#standings.contains(record.baseSha, head.sha));
    if (isMerged || !branch) {
      const isDone = await this.settle(open, {
        state: isMerged ? 'merged' : 'closed',
        mergeSha: isMerged
          ? await this.#standings.mergeOf(main, head)
          : undefined,
      });
      return isDone ? this.look(key) : undefined;
    }
    return { ...open, mergeable: mergedTree !== undefined };
  }

  /** Merged or closed: the record says so and the branch goes, with whatever else is to change. */
  async settle(
    pull: PullRequest,
    end: Pick<PullRecord, 'state' | 'mergeSha'>,
    ...also: { ref: string; from: string; to: string }[]
  ): Promise<boolean> {
    const found = await this.record(pull.id);
    if (found?.record.state !== 'open') {
      return false;
    }
    const branch = await this.#objects.readCommit(branchRef(pull.id));
    if (branch && branch.sha !== pull.headSha) {
      return false;
    }
    return this.write(
      found.sha,
      { ...found.record, ...end, headSha: pull.headSha },
      // In this order: whoever dies between them leaves what can be understood.
      ...also.filter(({ from, to }) => from !== to),
      ...(branch
        ? [{ ref: branchRef(pull.id), from: branch.sha, to: undefined }]
        : []),
    );
  }

  async record(
    key: string,
  ): Promise<{ sha: string; record: PullRecord } | undefined> {
    const commit = await this.#objects.readCommit(pullRef(key));
    return (
      commit && { sha: commit.sha, record: readPullRecord(commit.message) }
    );
  }

  async write(
    from: string | undefined,
    record: PullRecord,
    ...also: { ref: string; from: string; to: string | undefined }[]
  ): Promise<boolean> {
    const sha = await this.#objects.writeCommit({
      tree: await this.#objects.emptyTree(),
      parents: [record.headSha],
      message: writePullRecord(record),
      author: ITSELF,
      at: this.#now(),
    });
    return this.#change([...also, { ref: pullRef(record.key), from, to: sha }]);
  }
}

function noPullRequest(): NotFoundError {
  return new NotFoundError('There is no such change set');
}
