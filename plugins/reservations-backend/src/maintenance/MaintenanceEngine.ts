import type { LoggerService } from '@backstage/backend-plugin-api';
import { type Database, readNow } from '@callboard/backend-database';
import { DueLoop } from '../DueLoop';
import type { InventoryCache } from '../inventory/InventoryCache';
import { maintenanceEvent } from './maintenanceEvent';
import type { MaintenanceStore } from './MaintenanceStore';

const LATE_MS = 5_000;
const BATCH = 200;

/**
 * Tells when maintenance begins and ends, each once, within a second. Who may
 * book when does not depend on it: a window counts by the clock, whoever is
 * asleep. After an outage what was missed is told late, a window's beginning
 * before its end. Runs on every backend; they share the work with SKIP LOCKED.
 */
export class MaintenanceEngine {
  readonly #database: Database;
  readonly #windows: MaintenanceStore;
  readonly #inventory: InventoryCache;
  readonly #loop: DueLoop;

  private constructor(options: {
    database: Database;
    windows: MaintenanceStore;
    inventory: InventoryCache;
    logger: LoggerService;
  }) {
    this.#database = options.database;
    this.#windows = options.windows;
    this.#inventory = options.inventory;
    this.#loop = DueLoop.create({
      work: () => this.step(),
      nextDue: () => this.#nextDue(),
      logger: options.logger,
      failure: 'Maintenance could not be begun or ended',
    });
  }

  static create(options: {
    database: Database;
    windows: MaintenanceStore;
    inventory: InventoryCache;
    logger: LoggerService;
  }): MaintenanceEngine {
    return new MaintenanceEngine(options);
  }

  start(): void {
    this.#loop.start();
  }

  async stop(): Promise<void> {
    await this.#loop.stop();
  }

  /** Begins and ends all that is due by now. Returns how many. */
  async step(): Promise<number> {
    let changed = 0;
    for (;;) {
      const next = await this.#nextDue();
      const inPass = !next || next.at > next.now ? 0 : await this.#pass();
      if (inPass === 0) {
        return changed;
      }
      changed += inPass;
    }
  }

  async #nextDue() {
    return this.#database.read(db => this.#windows.nextDue(db));
  }

  async #pass(): Promise<number> {
    const inventory = await this.#inventory.latest();
    return this.#database.write(async tx => {
      const due = await this.#windows.claimDue(tx, BATCH);
      const now = await readNow(tx);
      const events = [];
      for (const { window: before, to } of due) {
        const window = {
          ...before,
          status: to,
          version: before.version + 1,
          updatedAt: now,
        };
        await this.#windows.update(tx, window);
        const ended = to === 'ended';
        const at = ended ? before.until : before.from;
        events.push(
          maintenanceEvent(
            ended ? 'maintenance.ended' : 'maintenance.started',
            'system',
            window,
            inventory,
            {
              ...(ended ? { reason: 'completed' } : {}),
              ...(now - at > LATE_MS ? { late: true } : {}),
            },
          ),
        );
      }
      if (events.length > 0) {
        await this.#database.outbox.append(tx.knex, events);
      }
      return due.length;
    });
  }
}
