import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { Knex } from 'knex';
import { isPostgres } from './database';
import { HeadStore } from './HeadStore';
import { OrderGate } from './OrderGate';
import type { Outbox } from './Outbox';
import { PostgresListener } from './PostgresWakeup';
import { type RetryPolicy, exponentialBackoff } from './retryPolicy';
import { SinkLane } from './SinkLane';
import type { OutboxSink } from './types';

/** Shape of {@link OutboxRelay.create}'s argument. Durations are milliseconds. */
export interface OutboxRelayOptions {
  /** The plugin's own database, the same as the outbox's. */
  database: Knex;
  outbox: Outbox;
  sinks: OutboxSink[];
  logger: LoggerService;
  /** Names the relay in the log. */
  pluginId?: string;
  /** In place of the database's clock, for tests. */
  clock?: () => Date;
  /** How long a claim lasts without progress; 30,000. */
  leaseMs?: number;
  /** How often to look for work that no hint announced; 1,000. */
  pollMs?: number;
  /** Events delivered of one aggregate before others have their turn; 50. */
  batchSize?: number;
  /** Aggregates delivered at the same time, for each sink; 20. */
  concurrency?: number;
  /** How long to wait after a failed attempt; doubling from 1 s to 5 min. */
  retryPolicy?: RetryPolicy;
  /** Failed attempts after which an event is parked; 24, about an hour and a half. */
  maxAttempts?: number;
}

const MAX_ORDER_WAIT_MS = 600_000;

/** Delivers what an outbox holds to its sinks; each sink at its own pace. */
export class OutboxRelay {
  readonly #outbox: Outbox;
  readonly #sinks: OutboxSink[];
  readonly #lanes: SinkLane[];
  readonly #hints?: PostgresListener;
  #unsubscribe?: () => void;
  #registered?: Promise<void>;
  #stopped = false;

  static create(options: OutboxRelayOptions): OutboxRelay {
    const ids = options.sinks.map(sink => sink.id);
    if (new Set(ids).size !== ids.length) {
      throw new InputError(`Two sinks have the same id: ${ids.join(', ')}`);
    }
    return new OutboxRelay(options);
  }

  private constructor(options: OutboxRelayOptions) {
    const { database, leaseMs = 30_000, clock } = options;
    const logger = options.logger.child({
      component: 'outbox',
      ...(options.pluginId ? { plugin: options.pluginId } : {}),
    });
    this.#outbox = options.outbox;
    this.#sinks = options.sinks;
    this.#lanes = options.sinks.map(sink =>
      SinkLane.create({
        sink,
        heads: HeadStore.create({
          database,
          sink: sink.id,
          isOrdered: sink.orderingKeys !== undefined,
          leaseMs,
          clock,
        }),
        gate: OrderGate.create({
          database,
          sink: sink.id,
          maxWaitMs: sink.maxOrderWaitMs ?? MAX_ORDER_WAIT_MS,
          clock,
        }),
        logger,
        leaseMs,
        pollMs: options.pollMs ?? 1_000,
        batchSize: options.batchSize ?? 50,
        concurrency: sink.concurrency ?? options.concurrency ?? 20,
        retryPolicy: options.retryPolicy ?? exponentialBackoff(),
        maxAttempts: options.maxAttempts ?? 24,
      }),
    );
    if (isPostgres(database)) {
      this.#hints = PostgresListener.create({
        database,
        logger,
        self: options.outbox.instanceId,
        onHint: () => this.#wake(),
      });
    }
  }

  /** Registers the sinks and goes on delivering until stopped, once and for all. */
  async start(): Promise<void> {
    if (this.#stopped) {
      throw new Error('A relay that was stopped does not start again');
    }
    await this.#register();
    if (this.#stopped) {
      return;
    }
    this.#unsubscribe ??= this.#outbox.onKick(() => this.#wake());
    this.#hints?.start();
    for (const lane of this.#lanes) {
      lane.start();
    }
  }

  /** Ends what is under way, waiting a few seconds for it, and gives the rest back. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    await Promise.all([
      this.#hints?.stop(),
      ...this.#lanes.map(lane => lane.stop()),
    ]);
  }

  /**
   * One pass over what is due now, without waiting: for tests.
   *
   * @returns how many events were delivered.
   */
  async step(): Promise<number> {
    await this.#register();
    const counts = await Promise.all(this.#lanes.map(lane => lane.step()));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  #wake() {
    for (const lane of this.#lanes) {
      lane.wake();
    }
  }

  async #register(): Promise<void> {
    this.#registered ??= this.#outbox.registerSinks(this.#sinks);
    try {
      await this.#registered;
    } catch (error) {
      this.#registered = undefined;
      throw error;
    }
  }
}
