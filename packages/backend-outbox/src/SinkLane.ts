import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { AdvanceQueue } from './AdvanceQueue';
import type { ClaimedHead, HeadStore } from './HeadStore';
import type { OrderGate } from './OrderGate';
import { otherKeysOf } from './orderingKeys';
import type { RetryPolicy } from './retryPolicy';
import type { DomainEvent, OutboxSink } from './types';
import { Wakeup } from './Wakeup';

export interface SinkLaneOptions {
  sink: OutboxSink;
  heads: HeadStore;
  gate: OrderGate;
  logger: LoggerService;
  leaseMs: number;
  pollMs: number;
  batchSize: number;
  concurrency: number;
  retryPolicy: RetryPolicy;
  maxAttempts: number;
}

interface Outcome {
  delivered: number;
  /** The head was given back and is due again at once. */
  more: boolean;
}

// A hint after a quiet moment is answered at once. Those that follow wait until
// this long after the last claim: under load that is one claim for many commits.
const GATHER_MS = 20;
const STOP_GRACE_MS = 5_000;
const MAX_ERROR_LENGTH = 2_000;
// A delivery is told to end while there is still time to say so.
const LEASE_SHARE = 0.8;

/**
 * Delivers to one sink. Each sink has a lane of its own, with its own claims
 * and its own slots, so that one that fails or hangs holds up nobody else.
 */
export class SinkLane {
  readonly #options: SinkLaneOptions;
  readonly #advances: AdvanceQueue;
  readonly #wakeup = new Wakeup();
  readonly #busy = new Set<Promise<void>>();
  readonly #stop = new AbortController();
  #claimedAt = -Infinity;
  #running?: Promise<void>;

  static create(options: SinkLaneOptions): SinkLane {
    return new SinkLane(options);
  }

  private constructor(options: SinkLaneOptions) {
    this.#options = options;
    this.#advances = AdvanceQueue.create(options.heads);
  }

  start(): void {
    this.#running ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    this.#wakeup.wake();
    let timer: NodeJS.Timeout | undefined;
    const grace = new Promise<void>(resolve => {
      timer = setTimeout(resolve, STOP_GRACE_MS);
    });
    const settled = Promise.resolve(this.#running).then(() =>
      Promise.all(this.#busy),
    );
    await Promise.race([settled, grace]);
    clearTimeout(timer);
  }

  wake(): void {
    this.#wakeup.wake();
  }

  async step(): Promise<number> {
    const { heads, concurrency, batchSize } = this.#options;
    const claimed = await heads.claim(concurrency, batchSize);
    const outcomes = await Promise.all(claimed.map(head => this.#work(head)));
    return outcomes.reduce((sum, { delivered }) => sum + delivered, 0);
  }

  async #run(): Promise<void> {
    const { concurrency, pollMs, sink } = this.#options;
    const { gatherMs = GATHER_MS, patienceMs = 0 } = sink;
    while (!this.#stop.signal.aborted) {
      this.#wakeup.clear();
      const free = concurrency - this.#busy.size;
      const claimed = free > 0 ? await this.#claim(free) : 0;
      if (claimed < free && (await this.#wakeup.wait(pollMs))) {
        const gathers = this.#claimedAt + gatherMs - performance.now();
        await this.#pause(Math.max(gathers, patienceMs));
      } else if (claimed === free) {
        await this.#slot();
      }
    }
  }

  async #claim(limit: number): Promise<number> {
    const { heads, batchSize, sink, logger } = this.#options;
    this.#claimedAt = performance.now();
    try {
      const claimed = await heads.claim(limit, batchSize);
      claimed.forEach(head => this.#begin(head));
      return claimed.length;
    } catch (error) {
      logger.warn(
        `Looking for events for ${sink.id} failed, trying again: ${stringifyError(error)}`,
      );
      return 0;
    }
  }

  /** Until a slot is free, or the lane stops. */
  async #slot(): Promise<void> {
    const { signal } = this.#stop;
    if (signal.aborted) {
      return;
    }
    let listener = () => {};
    const stopped = new Promise<void>(resolve => {
      listener = resolve;
      signal.addEventListener('abort', listener);
    });
    await Promise.race([stopped, ...this.#busy]);
    signal.removeEventListener('abort', listener);
    // SQLite answers without ever leaving the event loop's turn: a sink that
    // fails at once would otherwise let nothing else run.
    await new Promise(setImmediate);
  }

  async #pause(ms: number): Promise<void> {
    if (ms > 0 && !this.#stop.signal.aborted) {
      await new Promise(resolve => setTimeout(resolve, ms));
    }
  }

  #begin(head: ClaimedHead): void {
    const work = this.#work(head)
      .then(({ more }) => {
        if (more) {
          this.#wakeup.wake();
        }
      })
      .catch(error => {
        this.#options.logger.warn(
          `A delivery to ${this.#options.sink.id} could not be recorded and will be repeated: ${stringifyError(error)}`,
        );
      })
      .finally(() => this.#busy.delete(work));
    this.#busy.add(work);
  }

  async #work(head: ClaimedHead): Promise<Outcome> {
    if (head.events.length === 0) {
      await this.#park(head, 'The events that are next are not stored');
      return { delivered: 0, more: false };
    }
    return this.#deliverAll(head);
  }

  async #deliverAll(head: ClaimedHead): Promise<Outcome> {
    const last = head.events[head.events.length - 1];
    let attempts = head.attempts;
    let delivered = 0;
    for (const [index, event] of head.events.entries()) {
      if (this.#stop.signal.aborted) {
        await this.#giveBack(head);
        break;
      }
      const turn = await this.#turn(head, index);
      if (turn !== 'free') {
        return { delivered, more: turn === 'due' };
      }
      try {
        await this.#deliver(event);
      } catch (error) {
        await this.#fail(head, event, attempts + 1, error);
        break;
      }
      await this.#release(event, head.positions[index]);
      const result = await this.#advances.advance({
        aggregate: head.aggregate,
        token: head.token,
        next: event.sequence + 1,
        release: event === last,
      });
      if (result === 'fenced') {
        this.#options.logger.warn(
          `The lease of ${head.aggregate} ran out while ${this.#options.sink.id} took event ${event.id}; another worker went on`,
        );
        break;
      }
      delivered += 1;
      attempts = 0;
      if (result !== 'held') {
        return { delivered, more: result === 'more' };
      }
    }
    return { delivered, more: false };
  }

  async #turn(head: ClaimedHead, index: number) {
    const { gate, sink } = this.#options;
    const event = head.events[index];
    const keys = (sink.orderingKeys?.(event) ?? []).filter(
      ({ key }) => key !== event.aggregate,
    );
    const isClear = keys.length === 0 || (index === 0 && head.isClear);
    return isClear ? 'free' : gate.check(head, index, keys);
  }

  async #release(event: DomainEvent, pos: number): Promise<void> {
    const { gate, sink } = this.#options;
    const ordered =
      sink.orderingKeys &&
      otherKeysOf(event.aggregate, event.orderingKeys).length > 0;
    if (ordered && (await gate.release(pos))) {
      this.#wakeup.wake();
    }
  }

  async #deliver(event: DomainEvent): Promise<void> {
    const { sink, leaseMs } = this.#options;
    if (sink.accepts && !sink.accepts(event)) {
      return;
    }
    const abort = new AbortController();
    const timer = setTimeout(
      () => abort.abort(new Error('The lease is about to end')),
      leaseMs * LEASE_SHARE,
    );
    timer.unref();
    const onStop = () => abort.abort(new Error('The relay is stopping'));
    this.#stop.signal.addEventListener('abort', onStop);
    try {
      await sink.deliver(event, abort.signal);
    } finally {
      clearTimeout(timer);
      this.#stop.signal.removeEventListener('abort', onStop);
    }
  }

  async #fail(
    head: ClaimedHead,
    event: DomainEvent,
    attempt: number,
    error: unknown,
  ): Promise<void> {
    const { heads, logger, maxAttempts, retryPolicy, sink } = this.#options;
    if (this.#stop.signal.aborted) {
      await this.#giveBack(head);
      return;
    }
    const message = stringifyError(error).slice(0, MAX_ERROR_LENGTH);
    if (attempt >= maxAttempts) {
      await this.#park(head, message);
      return;
    }
    const retryIn = retryPolicy(attempt);
    logger.warn(
      `Delivering ${event.type} ${event.id} to ${sink.id} failed (attempt ${attempt}), again in ${retryIn} ms: ${message}`,
    );
    await heads.fail({ ...head, error: message, retryIn, counts: true });
  }

  async #giveBack(head: ClaimedHead): Promise<void> {
    await this.#options.heads.fail({ ...head, retryIn: 0, counts: false });
  }

  async #park(head: ClaimedHead, error: string): Promise<void> {
    const { heads, logger, sink } = this.#options;
    const parked = await heads.fail({
      ...head,
      error,
      retryIn: 'park',
      counts: true,
    });
    if (parked) {
      logger.error(
        `${head.aggregate} is parked for ${sink.id} and waits to be unparked: ${error}`,
      );
    }
  }
}
