import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import type { Database } from '@callboard/backend-database';
import { lockResources } from '../bookings/lockResources';
import { DueLoop } from '../DueLoop';
import type { WaitlistPromoter } from './WaitlistPromoter';
import type { WaitlistService } from './WaitlistService';
import type { WaitlistStore } from './WaitlistStore';

/** How often everybody who waits is looked at, though nobody freed anything. */
const LOOK_AROUND_MS = 10_000;
const BATCH = 50;

interface Options {
  database: Database;
  waitlist: WaitlistStore;
  service: WaitlistService;
  promoter: WaitlistPromoter;
  logger: LoggerService;
}

/**
 * Ends offers that nobody answered, and looks for time that became free without
 * anybody giving it back.
 *
 * It runs on every backend and holds nothing: what is due is a row with its time,
 * by the database's clock. So no hold outlives a crash: the next backend that
 * looks, if only after an outage, lets it lapse. Each entry is ended in a
 * transaction of its own, by whoever locks it first; the others find it changed.
 */
export class WaitlistEngine {
  readonly #options: Options;
  readonly #loop: DueLoop;
  #lookedAround = -Infinity;

  static create(options: Options): WaitlistEngine {
    return new WaitlistEngine(options);
  }

  private constructor(options: Options) {
    this.#options = options;
    this.#loop = DueLoop.create({
      work: () => this.#work(),
      nextDue: () => this.#nextDue(),
      logger: options.logger,
      failure: 'The waitlist could not be seen to',
    });
  }

  start(): void {
    this.#options.service.onJoined(() => this.wake());
    this.#loop.start();
  }

  async stop(): Promise<void> {
    await this.#loop.stop();
  }

  /** There is somebody new to look for. */
  wake(): void {
    this.#lookedAround = -Infinity;
    this.#loop.hurry();
  }

  /** Does all that is due now, and looks at everybody who waits. */
  async step(): Promise<void> {
    await this.endDue();
    await this.lookAround();
  }

  /** Lets offers lapse, and whoever waits in vain go; says how many. */
  async endDue(): Promise<number> {
    const { database, waitlist } = this.#options;
    let ended = 0;
    for (;;) {
      const due = await database.read(db => waitlist.due(db));
      for (const id of due) {
        await this.#end(id);
      }
      ended += due.length;
      if (due.length === 0 || this.#loop.isStopping) {
        return ended;
      }
    }
  }

  /** Offers what is free to whoever waits for it, whoever came first first. */
  async lookAround(): Promise<void> {
    const { database, waitlist, promoter } = this.#options;
    let after = 0;
    for (;;) {
      const place = after;
      const entries = await database.read(db =>
        waitlist.waitingAfter(db, place, BATCH),
      );
      if (entries.length === 0 || this.#loop.isStopping) {
        return;
      }
      for (const entry of entries) {
        const alone = await promoter.expectOf([entry]);
        if (await promoter.mayFit(alone)) {
          const waiting = await promoter.expect(alone.locks.keys());
          await database.write(async tx => {
            await lockResources(tx, waiting.locks);
            await promoter.promote(tx, waiting);
          });
        }
      }
      after = entries.at(-1)!.place;
    }
  }

  async #work(): Promise<void> {
    await this.endDue();
    if (performance.now() - this.#lookedAround >= LOOK_AROUND_MS) {
      this.#lookedAround = performance.now();
      await this.lookAround();
    }
  }

  async #nextDue() {
    const { database, waitlist } = this.#options;
    const { at, now } = await database.read(db => waitlist.nextDue(db));
    return at === undefined ? undefined : { at, now };
  }

  async #end(id: string): Promise<void> {
    const { service } = this.#options;
    const { status } = await service.entry(id);
    try {
      await service.leave(id, status === 'offered' ? 'lapse' : 'expire', {
        actor: 'system',
      });
    } catch (error) {
      // Somebody else has ended it, or it was answered at the last moment.
      if (!(error instanceof ConflictError)) {
        throw error;
      }
    }
  }
}
