import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Database, Writer } from '@callboard/backend-database';
import type {
  ControlPlane,
  ControlPlaneObserver,
} from '@callboard/backstage-plugin-service-requests-node';
import { ObservationStore } from './ObservationStore';
import { LeaseLostError, ObserverLease } from './ObserverLease';
import { redact } from './redact';
import { SeenServices } from './SeenServices';

/**
 * Keeps `observed_object` as the control plane shows it, and says which
 * services it saw something new of.
 *
 * One backend observes, by lease; the others wait for their turn. A listing is
 * one transaction with the difference in it, and so is a batch of changes: the
 * control plane hands over the next batch when the last is written, so what
 * comes in meanwhile gathers there. What was written is announced afterwards;
 * a crash in between loses the announcement, and therefore the first listing
 * of whoever observes next announces everything. `onServicesSeen` may be told
 * of a service twice, never not at all.
 */
export class ConvergenceEngine {
  readonly #controlPlane: ControlPlane;
  readonly #database: Database;
  readonly #lease: ObserverLease;
  readonly #logger: LoggerService;
  readonly #seen: SeenServices;
  readonly #store = new ObservationStore();
  readonly #renewMs: number;
  #stop = new AbortController();
  #running: Promise<void> | undefined;
  /** One after the other, in the order in which it was said. */
  #reachability = Promise.resolve();
  #observing = false;

  private constructor(options: ConvergenceEngineOptions) {
    const leaseMs = options.leaseMs ?? 10_000;
    this.#controlPlane = options.controlPlane;
    this.#database = options.database;
    this.#logger = options.logger;
    this.#renewMs = Math.ceil(leaseMs / 5);
    this.#seen = SeenServices.create(options);
    this.#lease = ObserverLease.create({
      database: options.database,
      holder: randomUUID(),
      durationMs: leaseMs,
    });
  }

  static create(options: ConvergenceEngineOptions): ConvergenceEngine {
    return new ConvergenceEngine(options);
  }

  start(): void {
    if (!this.#running) {
      this.#stop = new AbortController();
      this.#seen.start();
      this.#running = this.#run(this.#stop.signal);
    }
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
    await this.#reachability;
    await this.#seen.stop();
    this.#running = undefined;
  }

  /** A hint that merged manifests have changed, for whichever backend observes. */
  async kick(): Promise<void> {
    if (this.#observing) {
      this.#controlPlane.kick?.();
    } else {
      await this.#lease.leaveHint();
    }
  }

  async #run(stopped: AbortSignal): Promise<void> {
    while (!stopped.aborted) {
      try {
        const { held, kicks } = await this.#lease.acquire();
        if (held) {
          await this.#observe(stopped, kicks);
        }
      } catch (error) {
        this.#logger.error(
          `Observing the ${this.#controlPlane.kind} control plane failed: ${redact(String(error))}`,
        );
      }
      await pause(this.#renewMs, stopped);
    }
  }

  async #observe(stopped: AbortSignal, kicks: number): Promise<void> {
    const lost = new AbortController();
    const signal = AbortSignal.any([stopped, lost.signal]);
    const renewing = this.#renew(kicks, lost, signal);
    this.#observing = true;
    try {
      await this.#database.write(async tx => {
        await tx.knex('control_plane_listing').delete();
      });
      await this.#controlPlane.watch(this.#observer(lost), signal);
    } finally {
      this.#observing = false;
      lost.abort();
      await renewing;
      await this.#lease.release();
    }
  }

  async #renew(
    kicksBefore: number,
    lost: AbortController,
    signal: AbortSignal,
  ): Promise<void> {
    let kicked = kicksBefore;
    while (await pause(this.#renewMs, signal)) {
      try {
        const { held, kicks } = await this.#lease.acquire();
        if (!held) {
          lost.abort();
        } else if (kicks !== kicked) {
          kicked = kicks;
          this.#controlPlane.kick?.();
        }
      } catch (error) {
        this.#logger.warn(`The observer's lease was not renewed: ${error}`);
      }
    }
  }

  #observer(lost: AbortController): ControlPlaneObserver {
    let first = true;
    const write = async (command: (tx: Writer) => Promise<Set<string>>) => {
      try {
        this.#seen.add(await this.#lease.write(command));
      } catch (error) {
        if (!(error instanceof LeaseLostError)) {
          throw error;
        }
        lost.abort();
      }
    };
    return {
      onListed: (objects, listing) =>
        write(async tx => {
          const changed = await this.#store.list(tx, objects, listing);
          const all = first ? await this.#store.services(tx) : [];
          first = false;
          return new Set([...changed, ...all]);
        }),
      onCurrent: listing => write(tx => this.#store.confirm(tx, listing)),
      onChanged: objects => write(tx => this.#store.change(tx, objects)),
      onDeleted: object => write(tx => this.#store.remove(tx, object)),
      onReachable: (reachable, reason) => {
        this.#reachability = this.#reachability
          .then(() =>
            write(async tx => {
              await this.#store.setReachable(tx, reachable, reason);
              return new Set();
            }),
          )
          .catch(error =>
            this.#logger.warn(
              `Whether the control plane answers was not kept: ${error}`,
            ),
          );
      },
    };
  }
}

export interface ConvergenceEngineOptions {
  controlPlane: ControlPlane;
  database: Database;
  logger: LoggerService;
  /**
   * Something new is known of these services. Called with at most 500 at a
   * time, one call after the other; again, later, with those of a call that failed.
   */
  onServicesSeen(serviceIds: string[]): Promise<void>;
  /** For how long a backend that has died keeps others from observing; 10 s. */
  leaseMs?: number;
}

/** False where it was interrupted. */
async function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  return sleep(ms, undefined, { signal }).then(
    () => true,
    () => false,
  );
}
