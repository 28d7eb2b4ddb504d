import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const AUTHOR = {
  GIT_AUTHOR_NAME: 'Bench',
  GIT_AUTHOR_EMAIL: 'bench@localhost',
  GIT_COMMITTER_NAME: 'Bench',
  GIT_COMMITTER_EMAIL: 'bench@localhost',
};

/**
 * What a merged request needs of git and nothing else: its file as an object, a
 * tree, a commit on a branch, a merge commit on main, by git's own plumbing.
 */
export class BareGit {
  readonly #root: string;
  #count = 0;

  static async create(): Promise<BareGit> {
    const root = await mkdtemp(path.join(os.tmpdir(), 'callboard-bare-git-'));
    const bare = new BareGit(root);
    await bare.#git([
      'init',
      '--quiet',
      '--bare',
      '--initial-branch=main',
      '.',
    ]);
    const tree = await bare.#git(['write-tree']);
    const first = await bare.#git(['commit-tree', tree, '-m', 'First']);
    await bare.#git(['update-ref', 'refs/heads/main', first]);
    return bare;
  }

  private constructor(root: string) {
    this.#root = root;
  }

  /** One file, from its bytes to main. */
  async merge(content: string): Promise<void> {
    const n = (this.#count += 1);
    const branch = `refs/heads/changes/${n}`;
    const file = `services/dev/eu-west-1/bare-${n}/instance.yaml`;
    const main = await this.#git(['rev-parse', 'refs/heads/main']);
    const blob = await this.#git(['hash-object', '-w', '--stdin'], content);
    await this.#git([
      'update-index',
      '--add',
      '--cacheinfo',
      `100644,${blob},${file}`,
    ]);
    const tree = await this.#git(['write-tree']);
    const head = await this.#git([
      'commit-tree',
      tree,
      '-p',
      main,
      '-m',
      'One',
    ]);
    await this.#git(['update-ref', branch, head, '']);
    const merge = await this.#git([
      'commit-tree',
      tree,
      '-p',
      main,
      '-p',
      head,
      '-m',
      'Merge',
    ]);
    await this.#git(['update-ref', 'refs/heads/main', merge, main]);
    await this.#git(['update-ref', '-d', branch, head]);
  }

  async stop(): Promise<void> {
    await rm(this.#root, { recursive: true, force: true });
  }

  async #git(args: string[], input?: string): Promise<string> {
    const running = run('git', args, {
      cwd: this.#root,
      env: {
        ...process.env,
        ...AUTHOR,
        GIT_INDEX_FILE: path.join(this.#root, 'bench-index'),
      },
    });
    running.child.stdin?.end(input);
    const { stdout } = await running;
    return stdout.trim();
  }
}
