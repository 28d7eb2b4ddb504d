import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { type Database, readNow } from '@callboard/backend-database';
import type { EndpointState } from '../domain/breaker';
import { describeFailure } from '../domain/verdict';
import type { EndpointDirectory } from './EndpointDirectory';
import type { EndpointHealth } from './EndpointHealth';
import { finish, type FinishedAttempt } from './finish';
import { isAnythingHeld, type OpenKey, release } from './order';
import { disabledEvent, disableEndpoint, dropQueue } from './switchOff';

const MOST_TOGETHER = 100;
const RETRIES = 5;

export interface FinishQueueOptions {
  database: Database;
  endpoints: EndpointDirectory;
  health: EndpointHealth;
  logger: LoggerService;
  /** For how long an endpoint may fail before it is switched off. */
  disableAfterMs: number;
  /** Something may be due that was not before. */
  onFreed: () => void;
}

/**
 * Writes down attempts that have ended. While one transaction is under way, what
 * ends meanwhile waits and goes into the next one together: the busier it is, the
 * less each costs.
 */
export class FinishQueue {
  readonly #options: FinishQueueOptions;
  #waiting: { attempt: FinishedAttempt; done: () => void }[] = [];
  #running?: Promise<void>;

  static create(options: FinishQueueOptions): FinishQueue {
    return new FinishQueue(options);
  }

  private constructor(options: FinishQueueOptions) {
    this.#options = options;
  }

  /** Resolves when the attempt is in the log. */
  async add(attempt: FinishedAttempt): Promise<void> {
    const done = new Promise<void>(resolve => {
      this.#waiting.push({ attempt, done: resolve });
    });
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
    return done;
  }

  async #run(): Promise<void> {
    // What ends in the same turn of the event loop is taken along.
    await new Promise(setImmediate);
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, MOST_TOGETHER);
      await this.#write(batch.map(({ attempt }) => attempt));
      batch.forEach(({ done }) => done());
    }
  }

  /**
   * What cannot be written stays leased and is sent again when the lease runs
   * out: a receiver may then see a delivery twice, with the same id.
   */
  async #write(attempts: FinishedAttempt[]): Promise<void> {
    const { logger } = this.#options;
    for (let n = 1; n <= RETRIES; n++) {
      try {
        await this.#commit(attempts);
        return;
      } catch (error) {
        logger.warn(
          `${attempts.length} attempts could not be written down (${n} of ${RETRIES}): ${stringifyError(error)}`,
        );
        await new Promise(resolve => setTimeout(resolve, 200 * n));
      }
    }
  }

  async #commit(attempts: FinishedAttempt[]): Promise<void> {
    const { database, health, onFreed } = this.#options;
    const { freed, changed } = await database.write(async tx => {
      const now = await readNow(tx);
      const recorded = await finish(tx, attempts, now);
      const states = await health.record(tx, recorded.counted, now);
      return { freed: recorded.freed, changed: states };
    });
    health.adopt(changed);
    await this.#switchOff(attempts, changed);
    await this.#release(freed);
    onFreed();
  }

  /** Looks behind what is finished, after the commit; see `order.ts`. */
  async #release(freed: OpenKey[]): Promise<void> {
    const { database } = this.#options;
    if (freed.length > 0 && (await database.read(isAnythingHeld))) {
      await database.write(tx => release(tx, freed));
    }
  }

  async #switchOff(
    attempts: FinishedAttempt[],
    changed: ReadonlyMap<string, EndpointState>,
  ): Promise<void> {
    const { disableAfterMs } = this.#options;
    const reasons = new Map<string, string>();
    for (const [endpointId, state] of changed) {
      const { failingSince, lastFailureAt } = state;
      if (
        failingSince !== undefined &&
        lastFailureAt !== undefined &&
        lastFailureAt - failingSince >= disableAfterMs
      ) {
        reasons.set(
          endpointId,
          `It has not answered well since ${new Date(failingSince).toISOString()}; last: ${state.lastError}`,
        );
      }
    }
    for (const { delivery, verdict, result } of attempts) {
      if (verdict.kind === 'dead' && verdict.reason === 'gone') {
        reasons.set(
          delivery.endpointId,
          `It answered that nobody is there any more (${describeFailure(result)})`,
        );
      }
    }
    for (const [endpointId, reason] of reasons) {
      await this.#disable(endpointId, reason);
    }
  }

  async #disable(endpointId: string, reason: string): Promise<void> {
    const { database, endpoints, logger } = this.#options;
    const endpoint = (await endpoints.latest()).get(endpointId);
    if (!endpoint) {
      return;
    }
    const disabled = await database.write(async tx => {
      if (!(await disableEndpoint(tx, endpointId, reason))) {
        return false;
      }
      await dropQueue(tx, endpointId, 'endpoint_disabled');
      await database.outbox.append(tx.knex, [disabledEvent(endpoint, reason)]);
      return true;
    });
    if (disabled) {
      logger.warn(
        `The endpoint '${endpoint.title}' is switched off: ${reason}`,
      );
    }
  }
}
