import { InputError } from '@backstage/errors';
import type { Commit, GitObjects } from './GitObjects';
import { branchRef, checkKey, isReadable, isSha } from './names';
import { type GitProgram, runGit } from './runGit';

/** What stands in the repository, at the branch that counts or at any commit. */
export class GitReading {
  readonly #program: GitProgram;
  readonly #branch: string;
  readonly #objects: GitObjects;
  /** The reference of the branch that counts. */
  readonly main: string;

  static create(options: {
    program: GitProgram;
    branch: string;
    objects: GitObjects;
  }): GitReading {
    return new GitReading(options);
  }

  private constructor(options: {
    program: GitProgram;
    branch: string;
    objects: GitObjects;
  }) {
    this.#program = options.program;
    this.#branch = options.branch;
    this.#objects = options.objects;
    this.main = `refs/heads/${options.branch}`;
  }

  async mainCommit(): Promise<Commit> {
    const commit = await this.#objects.readCommit(this.main);
    if (!commit) {
      throw new Error(
        `The repository of manifests has no branch ${this.#branch}`,
      );
    }
    return commit;
  }

  async readFile(path: string, ref?: string): Promise<string | undefined> {
    const commit = this.#commitName(ref);
    if (!isReadable(path)) {
      return undefined;
    }
    const object = await this.#objects.read(`${commit}:${path}`);
    return object?.type === 'blob'
      ? object.content.toString('utf8')
      : undefined;
  }

  async listFiles(folder: string, ref?: string): Promise<string[]> {
    const commit = this.#commitName(ref);
    if (folder && !isReadable(folder)) {
      return [];
    }
    const tree = await this.#objects.read(`${commit}:${folder}`);
    if (tree?.type !== 'tree') {
      return [];
    }
    const listed = await runGit(this.#program, [
      'ls-tree',
      '-r',
      '-z',
      '--name-only',
      tree.sha,
    ]);
    if (listed.code !== 0) {
      throw new Error(`git ls-tree failed: ${listed.stderr.trim()}`);
    }
    return listed.stdout
      .toString('utf8')
      .split('\0')
      .filter(Boolean)
      .map(name => (folder ? `${folder}/${name}` : name));
  }

  #commitName(ref: string | undefined): string {
    if (ref === undefined || ref === this.#branch) {
      return this.main;
    }
    if (isSha(ref)) {
      return ref;
    }
    if (ref.startsWith('changes/')) {
      return branchRef(checkKey(ref.slice('changes/'.length)));
    }
    throw new InputError('A reference is a commit or a branch of a change set');
  }
}
