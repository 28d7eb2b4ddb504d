import { stringifyError } from '@backstage/errors';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { type Database, readNow } from '@callboard/backend-database';
import type { GitOpsBackend } from '@callboard/backstage-plugin-service-requests-node';
import type { ChangeSetRunner } from './ChangeSetRunner';
import type { ChangeSetStore } from './ChangeSetStore';
import type { Merges } from './Merges';

/** From a change in the repository to a look at what is open. */
const HURRY_MS = 1_000;

interface Options {
  changeSets: ChangeSetStore;
  database: Database;
  gitops: Pick<GitOpsBackend, 'onChange'>;
  logger: LoggerService;
  merges: Merges;
  /** Merged manifests have changed. */
  onMerged: () => void;
  /** The longest it sleeps, milliseconds. */
  idleMs?: number;
  runner: ChangeSetRunner;
}

/**
 * Brings change sets forward, one after the other, on every backend: a claim
 * keeps the others away from one for a minute. It sleeps until the next is due,
 * and wakes for a hint from git or from the portal.
 */
export class ChangeSetWorker {
  readonly #options: Options;
  #running?: Promise<void>;
  #stopped = false;
  #wake: () => void = () => {};
  #hinted = false;
  #hurrying?: NodeJS.Timeout;
  #unsubscribe?: () => void;

  static create(options: Options): ChangeSetWorker {
    return new ChangeSetWorker(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  start(): void {
    this.#stopped = false;
    this.#unsubscribe = this.#options.gitops.onChange?.(() => {
      // Soon, and once for many: every open pull request is looked at.
      this.#hurrying ??= setTimeout(() => {
        this.#hurrying = undefined;
        this.#hurry().catch(error => this.#report(error));
      }, HURRY_MS);
    });
    this.#running ??= this.#loop();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#unsubscribe?.();
    clearTimeout(this.#hurrying);
    this.#hurrying = undefined;
    this.#wake();
    await this.#running;
    this.#running = undefined;
  }

  /** Something is due now. */
  kick(): void {
    this.#hinted = true;
    this.#wake();
  }

  /** Everything that is due; false where nothing was. For tests too. */
  async runDue(): Promise<boolean> {
    let any = false;
    while (!this.#stopped) {
      const { changeSets, database, merges, onMerged, runner } = this.#options;
      const changeSet = await database.write(async tx =>
        changeSets.claim(tx, await readNow(tx)),
      );
      if (!changeSet) {
        return any;
      }
      any = true;
      try {
        const outcome = await runner.run(changeSet);
        if (outcome === 'merged') {
          onMerged();
        } else if (outcome === 'merge-itself') {
          await merges.merge(
            changeSet.requestId,
            {},
            { actor: 'system', isAutomatic: true },
          );
        }
      } catch (error) {
        this.#report(error);
      }
    }
    return any;
  }

  async #hurry(): Promise<void> {
    const { changeSets, database } = this.#options;
    const hurried = await database.write(async tx =>
      changeSets.hurry(tx, await readNow(tx)),
    );
    if (hurried > 0) {
      this.kick();
    }
  }

  async #loop(): Promise<void> {
    while (!this.#stopped) {
      this.#hinted = false;
      try {
        await this.runDue();
        await this.#sleep();
      } catch (error) {
        this.#report(error);
        await this.#sleepFor(1_000);
      }
    }
  }

  async #sleep(): Promise<void> {
    const { changeSets, database, idleMs = 5_000 } = this.#options;
    const pause = await database.read(async db => {
      const due = await changeSets.nextDue(db);
      return due === undefined ? idleMs : due - (await readNow(db));
    });
    await this.#sleepFor(Math.min(Math.max(pause, 0), idleMs));
  }

  async #sleepFor(ms: number): Promise<void> {
    if (this.#hinted || this.#stopped || ms === 0) {
      return;
    }
    await new Promise<void>(resolve => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = () => {};
  }

  #report(error: unknown): void {
    this.#options.logger.warn(
      `A change set could not be brought forward, and is tried again: ${stringifyError(error)}`,
    );
  }
}
