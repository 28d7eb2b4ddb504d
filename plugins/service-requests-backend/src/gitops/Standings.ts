import type { Commit, GitObjects } from './GitObjects';
import type { TreeMerger } from './mergeTrees';
import { git, type GitProgram, runGit } from './runGit';

const MAX_REMEMBERED = 1000;

/** How a change set's head stands to main. */
export interface Standing {
  /** Main holds it. */
  contained: boolean;
  /** What main would be with it; undefined where they conflict. */
  mergedTree: string | undefined;
}

/** Questions about how commits lie to each other; starts git only where main has moved. */
export class Standings {
  readonly #program: GitProgram;
  readonly #objects: GitObjects;
  readonly #merger: TreeMerger;
  readonly #known = new Map<string, Promise<Standing>>();

  private constructor(
    program: GitProgram,
    objects: GitObjects,
    merger: TreeMerger,
  ) {
    this.#program = program;
    this.#objects = objects;
    this.#merger = merger;
  }

  static create(options: {
    program: GitProgram;
    objects: GitObjects;
    merger: TreeMerger;
  }): Standings {
    return new Standings(options.program, options.objects, options.merger);
  }

  /** How a head stands to main; remembered, since both are commits. */
  async find(main: Commit, head: Commit): Promise<Standing> {
    if (head.parents[0] === main.sha && head.parents.length === 1) {
      return { contained: false, mergedTree: head.tree };
    }
    if (head.sha === main.sha) {
      return { contained: true, mergedTree: main.tree };
    }
    const pair = `${main.sha} ${head.sha}`;
    const known = this.#known.get(pair);
    if (known) {
      return known;
    }
    const standing = this.#ask(main, head);
    this.#known.set(pair, standing);
    standing.catch(() => this.#known.delete(pair));
    if (this.#known.size > MAX_REMEMBERED) {
      this.#known.delete(this.#known.keys().next().value!);
    }
    return standing;
  }

  async #ask(main: Commit, head: Commit): Promise<Standing> {
    const [contained, mergedTree] = await Promise.all([
      this.contains(main.sha, head.sha),
      this.#merger.merge(main.sha, head.sha),
    ]);
    return { contained, mergedTree };
  }

  async contains(sha: string, part: string): Promise<boolean> {
    if (sha === part) {
      return true;
    }
    const { code, stderr } = await runGit(this.#program, [
      'merge-base',
      '--is-ancestor',
      part,
      sha,
    ]);
    if (code > 1) {
      throw new Error(`git merge-base failed: ${stderr.trim()}`);
    }
    return code === 0;
  }

  /** Where a branch left main. */
  async baseOf(main: Commit, branch: Commit): Promise<string> {
    if ([branch.sha, branch.parents[0]].includes(main.sha)) {
      return main.sha;
    }
    return git(this.#program, ['merge-base', main.sha, branch.sha]);
  }

  /** The commit on main's own line that brought a head into it. */
  async mergeOf(main: Commit, head: Commit): Promise<string> {
    const line = await git(this.#program, [
      'rev-list',
      '--first-parent',
      '--ancestry-path',
      '--reverse',
      `${head.sha}..${main.sha}`,
    ]);
    const [first] = line.split('\n');
    const commit = first ? await this.#objects.readCommit(first) : undefined;
    const isFastForward = !commit || commit.parents[0] === head.sha;
    return isFastForward ? head.sha : commit.sha;
  }
}
