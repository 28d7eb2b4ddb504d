import { resolve } from 'node:path';
import { GitSession } from './GitSession';
import { removeStaleLock } from './removeStaleLock';
import type { GitProgram } from './runGit';

/** A reference that is changed if it still is what it was. */
export interface RefChange {
  ref: string;
  /** Undefined: it must not be there yet. */
  from: string | undefined;
  /** Undefined: it is deleted; where `from` is undefined as well, it must only not be there. */
  to: string | undefined;
}

const LOCK_PATIENCE_MS = 15_000;
const NOTHING = '0'.repeat(40);

/**
 * Changes of references by compare-and-swap, all of one call or none, also
 * between several processes on one directory. A lock file that somebody left
 * who was killed while holding it is taken away after five seconds.
 */
export class GitRefs {
  readonly #directory: string;
  readonly #session: GitSession;

  private constructor(program: GitProgram) {
    this.#directory = program.directory;
    this.#session = GitSession.create(program, ['update-ref', '--stdin']);
  }

  static create(program: GitProgram): GitRefs {
    return new GitRefs(program);
  }

  stop(): void {
    this.#session.stop();
  }

  /** True where it was done; false where a reference was not (or is no more) what it should be. */
  async change(changes: RefChange[]): Promise<boolean> {
    const until = Date.now() + LOCK_PATIENCE_MS;
    for (;;) {
      try {
        await this.#session.ask(input(changes), parseThreeLines);
        return true;
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        const lock = /Unable to create '([^']+\.lock)': File exists/.exec(
          reason,
        );
        if (!lock && isLost(reason)) {
          return false;
        }
        if (!lock || Date.now() > until) {
          throw new Error(`A reference could not be changed: ${reason}`);
        }
        await removeStaleLock(resolve(this.#directory, lock[1]));
        await new Promise(done => setTimeout(done, 5 + Math.random() * 40));
      }
    }
  }
}

function input(changes: RefChange[]): string {
  const lines = changes.map(({ ref, from, to }) => {
    if (to !== undefined) {
      return `update ${ref} ${to} ${from ?? NOTHING}`;
    }
    return from === undefined
      ? `verify ${ref} ${NOTHING}`
      : `delete ${ref} ${from}`;
  });
  return ['start', ...lines, 'prepare', 'commit', ''].join('\n');
}

/** `start: ok`, `prepare: ok`, `commit: ok` */
function parseThreeLines(arrived: Buffer) {
  const text = arrived.toString('latin1');
  const end = /^start: ok\nprepare: ok\ncommit: ok\n/.exec(text)?.[0].length;
  return end ? { value: undefined, length: end } : undefined;
}

function isLost(reason: string): boolean {
  return /but expected|already exists|unable to resolve reference|reference is missing/.test(
    reason,
  );
}
