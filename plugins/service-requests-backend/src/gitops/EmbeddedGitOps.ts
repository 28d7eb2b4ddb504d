import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type {
  Author,
  Branch,
  FileChange,
  GitOpsBackend,
  PullRequest,
} from '@callboard/backstage-plugin-service-requests-node';
import { Attempts } from './Attempts';
import { ChangeHints } from './ChangeHints';
import { type Commit, GitObjects } from './GitObjects';
import { GitReading } from './GitReading';
import { GitRefs, type RefChange } from './GitRefs';
import { createTreeMerger, type TreeMerger } from './mergeTrees';
import { Standings } from './Standings';
import {
  branchName,
  branchRef,
  checkBranchName,
  checkKey,
  checkSha,
  ITSELF,
  isSha,
  pullRef,
} from './names';
import { openRepository, README } from './openRepository';
import { PullRequests } from './PullRequests';
import { git, type GitProgram } from './runGit';

/*
 * A bare repository on this machine's disk, through the real git.
 *
 * Everything is in git, nothing in a database: a change set's branch is
 * `refs/heads/changes/<key>`, its pull request is a commit at
 * `refs/callboard/pulls/<key>` whose message is the record and whose parent is
 * the head (so that nothing is ever pruned). A key names at most one of each
 * for ever; what is merged or closed keeps its record and loses its branch.
 *
 * Objects are written first and cost nothing if nobody points at them; then one
 * transaction of compare-and-swaps moves the references. So whoever dies before
 * it has changed nothing, and whoever calls again finds the references as they
 * are and goes on from there. git moves the references of one transaction one
 * by one: if the machine dies between them, main can hold a merge whose record
 * is still open. Therefore an open record is always read together with main,
 * and a head that main contains *is* merged; that is also how a merge by
 * somebody else's hand is noticed. Two processes on one directory (two backends
 * on a shared disk) are safe for the same reason: who loses a swap looks again.
 *
 * Speed: reading, hashing and moving references go through git processes that
 * are kept (GitSession). A change set from branch to merge starts no process
 * where main has not moved meanwhile, and one where it has.
 */

export interface EmbeddedGitOpsOptions {
  /** The bare repository; made where it is not there. */
  directory: string;
  /** The branch that counts; `main` by default. */
  branch?: string;
  logger: LoggerService;
  /** The git executable; `git` by default. */
  command?: string;
  /** The time of commits. */
  now?: () => Date;
  /** Treat git as this version (to use the way of merging of an older one). */
  version?: [number, number];
}

export class EmbeddedGitOps implements GitOpsBackend {
  readonly kind = 'embedded';
  readonly #program: GitProgram;
  readonly #reading: GitReading;
  readonly #branch: string;
  readonly #objects: GitObjects;
  readonly #refs: GitRefs;
  readonly #hints: ChangeHints;
  readonly #pulls: PullRequests;
  readonly #now: () => Date;
  readonly #standings: Standings;
  readonly #attempts = new Attempts();

  private constructor(options: {
    program: GitProgram;
    branch: string;
    objects: GitObjects;
    merger: TreeMerger;
    now: () => Date;
  }) {
    this.#program = options.program;
    this.#reading = GitReading.create(options);
    this.#branch = options.branch;
    this.#objects = options.objects;
    this.#standings = Standings.create(options);
    this.#now = options.now;
    this.#refs = GitRefs.create(options.program);
    this.#hints = ChangeHints.create(options.program.directory);
    this.#pulls = PullRequests.create({
      ...options,
      standings: this.#standings,
      change: changes => this.#change(changes),
      mainCommit: () => this.#reading.mainCommit(),
    });
  }

  /** @throws Error where git is missing (saying what to install) or the directory holds something else. */
  static async create(options: EmbeddedGitOpsOptions): Promise<EmbeddedGitOps> {
    const branch = checkBranchName(options.branch ?? 'main');
    const { program, version } = await openRepository({
      directory: options.directory,
      branch,
      command: options.command ?? 'git',
    });
    const gitOps = new EmbeddedGitOps({
      program,
      branch,
      objects: await GitObjects.create(program),
      merger: createTreeMerger(program, options.version ?? version),
      now: options.now ?? (() => new Date()),
    });
    await gitOps.#begin();
    options.logger.info(
      `Manifests are kept in the git repository ${program.directory}`,
    );
    return gitOps;
  }

  /** The bare repository's absolute path. */
  get directory(): string {
    return this.#program.directory;
  }

  /** The name of the branch that counts. */
  get branch(): string {
    return this.#branch;
  }

  /** The git executable. */
  get command(): string {
    return this.#program.command;
  }

  /** Ends the processes and watchers; the next call starts them again. */
  stop(): void {
    this.#objects.stop();
    this.#refs.stop();
    this.#hints.stop();
  }

  /** Packs what has gathered; safe at any time. */
  async tidy(): Promise<void> {
    const settings = ['-c', 'gc.auto=1000', '-c', 'gc.autoDetach=false'];
    await git(this.#program, [...settings, 'gc', '--auto', '--quiet']);
  }

  /** Has it tidied now and then. */
  async schedule(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'tidy-gitops-repository',
      frequency: { hours: 6 },
      timeout: { minutes: 30 },
      initialDelay: { minutes: 10 },
      scope: 'local',
      fn: () => this.tidy(),
    });
  }

  async head(): Promise<string> {
    return (await this.#reading.mainCommit()).sha;
  }

  readFile(path: string, ref?: string): Promise<string | undefined> {
    return this.#reading.readFile(path, ref);
  }

  listFiles(folder: string, ref?: string): Promise<string[]> {
    return this.#reading.listFiles(folder, ref);
  }

  ensureBranch(options: { key: string; baseSha: string }): Promise<Branch> {
    const key = checkKey(options.key);
    const baseSha = checkSha(options.baseSha);
    return this.#attempts.write(async () => {
      const branch = await this.#branchCommit(key);
      const record = branch ? undefined : await this.#pulls.record(key);
      const found = branch?.sha ?? record?.record.headSha;
      if (found) {
        return { name: branchName(key), sha: found };
      }
      if (!(await this.#objects.readCommit(baseSha))) {
        throw new InputError(`There is no commit ${baseSha}`);
      }
      const isDone = await this.#change([
        { ref: branchRef(key), from: undefined, to: baseSha },
        // Another portal may have merged it, and removed the branch, since we looked.
        { ref: pullRef(key), from: undefined, to: undefined },
      ]);
      return isDone ? { name: branchName(key), sha: baseSha } : undefined;
    });
  }

  putFiles(options: {
    key: string;
    expectedBaseSha: string;
    files: FileChange[];
    message: string;
    author: Author;
  }): Promise<{ sha: string }> {
    const key = checkKey(options.key);
    const expected = checkSha(options.expectedBaseSha);
    return this.#attempts.write(async () => {
      const branch = await this.#branchCommit(key);
      const record = branch ? undefined : await this.#pulls.record(key);
      const tip = branch ?? (await this.#commitOf(record?.record.headSha));
      if (!tip) {
        throw new NotFoundError(`There is no branch ${branchName(key)}`);
      }
      const base = await this.#commitOf(expected);
      if (!base) {
        throw new ConflictError(`There is no commit ${expected}`);
      }
      const tree = await this.#objects.writeTree(base.tree, options.files);
      if (tree === tip.tree) {
        return { sha: tip.sha };
      }
      if (tip.sha !== expected || !branch) {
        throw new ConflictError(
          branch
            ? `${branchName(key)} is at ${tip.sha}, not at ${expected}`
            : `${branchName(key)} is merged or closed already`,
        );
      }
      const sha = await this.#objects.writeCommit({
        tree,
        parents: [tip.sha],
        message: options.message,
        author: options.author,
        at: this.#now(),
      });
      const isDone = await this.#change([
        { ref: branchRef(key), from: tip.sha, to: sha },
      ]);
      return isDone ? { sha } : undefined;
    });
  }

  ensurePullRequest(options: {
    key: string;
    title: string;
    body: string;
  }): Promise<PullRequest> {
    const key = checkKey(options.key);
    return this.#attempts.write(async () => {
      if (await this.#pulls.record(key)) {
        return this.#pulls.look(key);
      }
      const branch = await this.#branchCommit(key);
      if (!branch) {
        throw new NotFoundError(`There is no branch ${branchName(key)}`);
      }
      const isDone = await this.#pulls.write(undefined, {
        key,
        title: options.title,
        body: options.body,
        state: 'open',
        headSha: branch.sha,
        baseSha: await this.#standings.baseOf(
          await this.#reading.mainCommit(),
          branch,
        ),
      });
      return isDone ? this.#pulls.look(key) : undefined;
    });
  }

  async getPullRequest(id: string): Promise<PullRequest> {
    return this.#attempts.retry(() => this.#pulls.look(id));
  }

  merge(options: {
    id: string;
    expectedHeadSha: string;
    message: string;
    author: Author;
  }): Promise<PullRequest> {
    const expected = checkSha(options.expectedHeadSha);
    return this.#attempts.write(async () => {
      const pull = await this.#pulls.look(options.id);
      if (!pull) {
        return undefined;
      }
      if (pull.headSha !== expected) {
        throw new ConflictError(
          `The change set is at ${pull.headSha}, not at ${expected}: something was added to it`,
        );
      }
      if (pull.state === 'merged') {
        return pull;
      }
      if (pull.state === 'closed') {
        throw new ConflictError('The change set was closed');
      }
      return this.#merge(pull, options.message, options.author);
    });
  }

  close(options: { id: string }): Promise<PullRequest> {
    return this.#attempts.write(async () => {
      const pull = await this.#pulls.look(options.id);
      if (!pull || pull.state !== 'open') {
        return pull;
      }
      const isDone = await this.#pulls.settle(pull, { state: 'closed' });
      return isDone ? this.#pulls.look(options.id) : undefined;
    });
  }

  onChange(listener: () => void): () => void {
    return this.#hints.add(listener);
  }

  /** The first commit of a new repository. */
  async #begin(): Promise<void> {
    await this.#attempts.write(async () => {
      if (await this.#objects.readCommit(this.#reading.main)) {
        return true;
      }
      const empty = await this.#objects.emptyTree();
      const sha = await this.#objects.writeCommit({
        tree: await this.#objects.writeTree(empty, [
          { path: 'README.md', content: README },
        ]),
        parents: [],
        message: 'Say what this repository is',
        author: ITSELF,
        at: this.#now(),
      });
      const isDone = await this.#change([
        { ref: this.#reading.main, from: undefined, to: sha },
      ]);
      return isDone || undefined;
    });
  }

  async #merge(
    pull: PullRequest,
    message: string,
    author: Author,
  ): Promise<PullRequest | undefined> {
    const main = await this.#reading.mainCommit();
    const head = await this.#commitOf(pull.headSha);
    if (!head) {
      throw new Error(`The commit ${pull.headSha} is gone`);
    }
    const isEmpty = head.sha === pull.baseSha;
    const tree = isEmpty
      ? main.tree
      : (await this.#standings.find(main, head)).mergedTree;
    if (!tree) {
      throw new ConflictError(
        'The change set does not merge cleanly into what was merged meanwhile',
      );
    }
    const mergeSha = isEmpty
      ? main.sha
      : await this.#objects.writeCommit({
          tree,
          parents: [main.sha, head.sha],
          message,
          author,
          at: this.#now(),
        });
    const isDone = await this.#pulls.settle(
      pull,
      { state: 'merged', mergeSha },
      { ref: this.#reading.main, from: main.sha, to: mergeSha },
    );
    return isDone
      ? { ...pull, state: 'merged', mergeable: false, mergeSha }
      : undefined;
  }

  async #change(changes: RefChange[]): Promise<boolean> {
    const isDone = await this.#refs.change(changes);
    if (isDone) {
      this.#hints.tell();
    }
    return isDone;
  }

  #branchCommit(key: string): Promise<Commit | undefined> {
    return this.#objects.readCommit(branchRef(key));
  }

  async #commitOf(sha: string | undefined): Promise<Commit | undefined> {
    return sha && isSha(sha) ? this.#objects.readCommit(sha) : undefined;
  }
}
