import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { type Database, readNow } from '@callboard/backend-database';
import { allowance } from '../domain/breaker';
import { claim } from './claim';
import { Courier, type CourierOptions } from './Courier';
import type { EndpointDirectory } from './EndpointDirectory';
import type { EndpointHealth } from './EndpointHealth';
import { FinishQueue } from './FinishQueue';
import type { Room } from './lease';
import { isAnythingHeld, passExpiredHolds, releaseStranded } from './order';
import { Tally } from './Tally';
import type { ClaimedDelivery, LiveEndpoint } from './types';

/** Durations are milliseconds. */
export interface DispatcherOptions extends CourierOptions {
  database: Database;
  endpoints: EndpointDirectory;
  health: EndpointHealth;
  logger: LoggerService;
  disableAfterMs: number;
  /** Deliveries to one endpoint that may be under way at once, in this process. */
  concurrencyPerEndpoint: number;
  /** The same for all endpoints together. */
  concurrency: number;
  /** Longer than a request may take, and what is done before and after it. */
  leaseMs: number;
  /** How often to look for what no event of this process made due; 500. */
  pollMs?: number;
}

/** Housekeeping of what is held: not with every look, it is rarely needed. */
const HELD_EVERY_MS = 1_000;
const HEALTH_EVERY_MS = 2_000;
const AT_ONCE = 200;

/**
 * Sends what is due: the one loop of this process that does.
 *
 * Each endpoint has slots of its own. A receiver that hangs holds its own slots
 * until the deadline and nobody else's; the breaker rests one that fails, and
 * what rests is neither claimed nor counted as tried. A claim is a short
 * transaction of its own; none is open while a request is under way.
 */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #courier: Courier;
  readonly #finished: FinishQueue;
  /** By endpoint: requests without an answer, and answers not yet in the log. */
  readonly #sending = new Tally();
  readonly #logging = new Tally();
  readonly #busy = new Set<Promise<void>>();
  readonly #stop = new AbortController();
  #wake?: () => void;
  #woken = false;
  #running?: Promise<void>;
  #heldLookedAt = 0;
  #healthReadAt = 0;

  static create(options: DispatcherOptions): Dispatcher {
    return new Dispatcher(options);
  }

  private constructor(options: DispatcherOptions) {
    this.#options = options;
    this.#courier = Courier.create(options);
    this.#finished = FinishQueue.create({
      ...options,
      onFreed: () => this.kick(),
    });
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Lets what is under way end, for as long as a request may take. */
  async stop(): Promise<void> {
    this.#stop.abort();
    this.kick();
    await this.#running;
    await Promise.all(this.#busy);
  }

  /** Something may be due. */
  kick(): void {
    this.#woken = true;
    this.#wake?.();
  }

  /**
   * One look at what is due, and the requests that come of it: for tests.
   *
   * @returns how many were sent.
   */
  async step(): Promise<number> {
    await this.#tidy(true);
    const sent = await this.#claimAndBegin();
    await Promise.all(this.#busy);
    return sent;
  }

  async #run(): Promise<void> {
    const { logger } = this.#options;
    while (!this.#stop.signal.aborted) {
      this.#woken = false;
      let claimed = 0;
      try {
        await this.#tidy(false);
        claimed = await this.#claimAndBegin();
      } catch (error) {
        logger.warn(
          `Looking for deliveries that are due failed, trying again: ${stringifyError(error)}`,
        );
      }
      if (claimed === 0) {
        await this.#sleep();
      }
    }
  }

  async #sleep(): Promise<void> {
    if (this.#woken) {
      // Requests that fail at once would otherwise let nothing else run.
      await new Promise(setImmediate);
      return;
    }
    const { pollMs = 500 } = this.#options;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>(resolve => {
      this.#wake = resolve;
      timer = setTimeout(resolve, pollMs);
    });
    clearTimeout(timer);
    this.#wake = undefined;
  }

  async #tidy(now: boolean): Promise<void> {
    const { database, health } = this.#options;
    if (now || Date.now() - this.#healthReadAt >= HEALTH_EVERY_MS) {
      this.#healthReadAt = Date.now();
      await health.refresh();
    }
    if (now || Date.now() - this.#heldLookedAt >= HELD_EVERY_MS) {
      this.#heldLookedAt = Date.now();
      if (await database.read(isAnythingHeld)) {
        await database.write(async tx => {
          await releaseStranded(tx, AT_ONCE);
          await passExpiredHolds(tx, AT_ONCE);
        });
      }
    }
  }

  async #claimAndBegin(): Promise<number> {
    const { concurrency, database, endpoints, leaseMs } = this.#options;
    const limit = concurrency - this.#busy.size;
    if (limit <= 0) {
      return 0;
    }
    const known = await endpoints.latest();
    const rooms = await this.#rooms(known);
    if (rooms.length === 0) {
      return 0;
    }
    const claimed = await database.write(tx =>
      claim(tx, rooms, { leaseMs, limit }),
    );
    for (const delivery of claimed) {
      this.#begin(delivery, known.get(delivery.endpointId)!);
    }
    return claimed.length;
  }

  async #rooms(known: ReadonlyMap<string, LiveEndpoint>): Promise<Room[]> {
    const { concurrencyPerEndpoint, database, health } = this.#options;
    const states = [...known.values()].map(endpoint => ({
      endpoint,
      state: health.of(endpoint.id),
    }));
    const isAnyResting = states.some(({ state }) => state.openUntil);
    const now = isAnyResting ? await database.read(readNow) : 0;
    const rooms: Room[] = [];
    for (const { endpoint, state } of states) {
      const allowed =
        endpoint.status === 'active'
          ? allowance(state, now, concurrencyPerEndpoint)
          : 0;
      const onlyByHand = allowed === 0;
      const most = onlyByHand ? concurrencyPerEndpoint : allowed;
      const sending = this.#sending.of(endpoint.id);
      const unlogged = sending + this.#logging.of(endpoint.id);
      const free = Math.min(most - sending, 2 * most - unlogged);
      if (free > 0) {
        rooms.push({ endpointId: endpoint.id, free, onlyByHand });
      }
    }
    return rooms;
  }

  #begin(delivery: ClaimedDelivery, endpoint: LiveEndpoint): void {
    const { logger } = this.#options;
    const work = this.#deliver(delivery, endpoint)
      .catch(error => {
        logger.error(
          `Delivery ${delivery.deliveryId} could not be sent and will be tried again: ${stringifyError(error)}`,
        );
      })
      .finally(() => {
        this.#busy.delete(work);
        this.kick();
      });
    this.#busy.add(work);
  }

  /**
   * What was delivered leaves its slot to the next request while it is written
   * down; what was not keeps it until the breaker knows.
   */
  async #deliver(
    delivery: ClaimedDelivery,
    endpoint: LiveEndpoint,
  ): Promise<void> {
    const finished = await this.#sending.during(endpoint.id, async () => {
      const attempt = await this.#courier.attempt(delivery, endpoint);
      if (attempt.verdict.kind !== 'delivered') {
        await this.#finished.add(attempt);
        return undefined;
      }
      return attempt;
    });
    if (finished) {
      await this.#logging.during(endpoint.id, () => {
        this.kick();
        return this.#finished.add(finished);
      });
    }
  }
}
