import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { type Database, readNow } from '@callboard/backend-database';
import { allowance } from '../domain/breaker';
import { claim } from './claim';
import { Courier, type CourierOptions } from './Courier';
import type { EndpointDirectory } from './EndpointDirectory';
import type { EndpointHealth } from './EndpointHealth';
import type { FinishedAttempt } from './finish';
import type { EndpointLane, Waiting } from './EndpointLane';
import { FinishQueue } from './FinishQueue';
import { giveBack } from './giveBack';
import { Lanes, type SlotLimits } from './Lanes';
import type { Room } from './lease';
import { isAnythingHeld, passExpiredHolds, releaseStranded } from './order';
import type { ClaimedDelivery, KeptSlots, LiveEndpoint, Slots } from './types';

/** Durations are milliseconds. */
export interface DispatcherOptions extends CourierOptions, SlotLimits {
  database: Database;
  endpoints: EndpointDirectory;
  health: EndpointHealth;
  logger: LoggerService;
  disableAfterMs: number;
  /** Longer than a request may take, and what is done before and after it. */
  leaseMs: number;
  /** How often to look for what no event of this process made due; 500. */
  pollMs?: number;
}

/** Housekeeping of what is held: not with every look, it is rarely needed. */
const HELD_EVERY_MS = 1_000;
const HEALTH_EVERY_MS = 2_000;
const AT_ONCE = 200;
/** What waits for a slot for longer than this is somebody else's to send. */
const PATIENCE_MS = 10_000;

/**
 * Sends what is due: the one loop of this process that does.
 *
 * Each endpoint has slots of its own. A receiver that hangs holds its own slots
 * until the deadline and nobody else's; the breaker rests one that fails, and
 * what rests is neither claimed nor counted as tried. A claim is a short
 * transaction of its own; none is open while a request is under way.
 */
export class Dispatcher implements Slots {
  readonly #options: DispatcherOptions;
  readonly #courier: Courier;
  readonly #finished: FinishQueue;
  readonly #lanes: Lanes;
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
    this.#lanes = Lanes.create(options);
    this.#finished = FinishQueue.create({
      ...options,
      onFreed: () => this.kick(),
    });
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /**
   * Lets what is under way end, for as long as a request may take, and gives
   * back what has not begun.
   */
  async stop(): Promise<void> {
    this.#stop.abort();
    this.kick();
    await this.#running;
    await Promise.all(this.#lanes.all.map(lane => this.#empty(lane)));
    await this.#idle();
  }

  /** Something may be due. */
  kick(): void {
    this.#woken = true;
    this.#wake?.();
  }

  /**
   * Only where nothing waits already and all is well: what has to be asked first
   * (whether an endpoint rests, who was there before) is a claim's to ask.
   */
  keep(endpoints: readonly LiveEndpoint[]): KeptSlots {
    const kept = new Map<string, EndpointLane>();
    for (const endpoint of endpoints) {
      if (!kept.has(endpoint.id) && this.#isFree(endpoint)) {
        const lane = this.#lanes.of(endpoint);
        this.#lanes.take(lane);
        kept.set(endpoint.id, lane);
      }
    }
    return {
      endpointIds: new Set(kept.keys()),
      leaseMs: this.#options.leaseMs,
      use: deliveries => this.#use(kept, deliveries),
    };
  }

  #isFree({ id, status }: LiveEndpoint): boolean {
    return (
      this.#running !== undefined &&
      !this.#stop.signal.aborted &&
      status === 'active' &&
      this.#options.health.of(id).consecutiveFailures === 0 &&
      this.#lanes.hasSlotAtOnce(id)
    );
  }

  #use(
    kept: ReadonlyMap<string, EndpointLane>,
    deliveries: readonly ClaimedDelivery[],
  ): void {
    const since = performance.now();
    kept.forEach(lane => this.#lanes.free(lane));
    for (const delivery of deliveries) {
      kept.get(delivery.endpointId)!.waiting.unshift({ delivery, since });
    }
    for (const lane of kept.values()) {
      if (this.#stop.signal.aborted) {
        this.#track(this.#empty(lane));
      } else {
        this.#begin(lane);
      }
    }
    if (deliveries.length < kept.size) {
      this.kick();
    }
  }

  /**
   * One look at what is due, and the requests that come of it: for tests.
   *
   * @returns how many were sent.
   */
  async step(): Promise<number> {
    await this.#tidy(true);
    const sent = await this.#claimAndBegin();
    await this.#idle();
    return sent;
  }

  async #idle(): Promise<void> {
    while (this.#busy.size > 0) {
      await Promise.all(this.#busy);
    }
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
    this.#lanes.all.forEach(lane => this.#begin(lane));
    const limit = 2 * concurrency - this.#lanes.claimed;
    if (limit <= 0) {
      return 0;
    }
    this.#adopt(await endpoints.latest());
    const rooms = await this.#rooms();
    if (rooms.length === 0) {
      return 0;
    }
    const deliveries = await database.write(tx =>
      claim(tx, rooms, { leaseMs, limit }),
    );
    const since = performance.now();
    for (const delivery of deliveries) {
      this.#lanes.get(delivery.endpointId)!.waiting.push({ delivery, since });
    }
    this.#lanes.all.forEach(lane => this.#begin(lane));
    return deliveries.length;
  }

  /** Lanes for all endpoints as they are now; of one that is gone, what is under way goes on. */
  #adopt(endpoints: ReadonlyMap<string, LiveEndpoint>): void {
    for (const endpoint of endpoints.values()) {
      this.#lanes.of(endpoint);
    }
    for (const lane of this.#lanes.all) {
      if (!endpoints.has(lane.endpoint.id)) {
        lane.isGone = true;
        // Tracked work wakes the loop when it ends, so there must be some.
        if (lane.waiting.length > 0) {
          this.#track(this.#empty(lane));
        }
        if (lane.isIdle) {
          this.#lanes.remove(lane);
        }
      }
    }
  }

  async #rooms(): Promise<Room[]> {
    const { concurrencyPerEndpoint, database, health } = this.#options;
    const lanes = this.#lanes.all
      .filter(({ isGone }) => !isGone)
      .map(lane => ({ lane, state: health.of(lane.endpoint.id) }));
    const isAnyResting = lanes.some(({ state }) => state.openUntil);
    const now = isAnyResting ? await database.read(readNow) : 0;
    return lanes.flatMap(({ lane, state }) => {
      const allowed =
        lane.endpoint.status === 'active'
          ? allowance(state, now, concurrencyPerEndpoint)
          : 0;
      const onlyByHand = allowed === 0;
      const free = lane.room(
        onlyByHand ? concurrencyPerEndpoint : allowed,
        !onlyByHand && state.consecutiveFailures === 0,
      );
      return free > 0
        ? [{ endpointId: lane.endpoint.id, free, onlyByHand }]
        : [];
    });
  }

  /** Sends what waits, as far as there are slots. */
  #begin(lane: EndpointLane): void {
    while (lane.waiting.length > 0 && this.#lanes.hasSlot(lane)) {
      this.#track(this.#deliver(lane, lane.waiting.shift()!));
    }
  }

  #track(work: Promise<void>): void {
    const { logger } = this.#options;
    const tracked = work
      .catch(error => {
        logger.error(
          `A delivery could not be sent and will be tried again: ${stringifyError(error)}`,
        );
      })
      .finally(() => {
        this.#busy.delete(tracked);
        this.kick();
      });
    this.#busy.add(tracked);
  }

  /**
   * What was delivered leaves its slot to the next request while it is written
   * down; what was not keeps it until the breaker knows, and what waits behind
   * it is given back: whether it is to be sent is asked anew.
   */
  async #deliver(
    lane: EndpointLane,
    { delivery, since }: Waiting,
  ): Promise<void> {
    const isOff =
      lane.isGone ||
      (lane.endpoint.status !== 'active' && delivery.trigger === 'auto');
    if (isOff || performance.now() - since > PATIENCE_MS) {
      await this.#options.database.write(tx => giveBack(tx, [delivery]));
      return;
    }
    let attempt: FinishedAttempt;
    this.#lanes.take(lane);
    try {
      attempt = await this.#courier.attempt(delivery, lane.endpoint);
      lane.answered(attempt.result.durationMs);
      if (attempt.verdict.kind !== 'delivered') {
        await this.#finished.add(attempt);
        await this.#empty(lane);
        return;
      }
    } finally {
      this.#lanes.free(lane);
    }
    lane.logging += 1;
    this.#begin(lane);
    this.kick();
    try {
      await this.#finished.add(attempt);
    } finally {
      lane.logging -= 1;
    }
  }

  async #empty(lane: EndpointLane): Promise<void> {
    const waiting = lane.waiting.splice(0);
    if (waiting.length > 0) {
      await this.#options.database.write(tx =>
        giveBack(
          tx,
          waiting.map(({ delivery }) => delivery),
        ),
      );
    }
  }
}
