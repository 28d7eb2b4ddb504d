import {
  type BenchDatabase,
  type DatabaseName,
  startDatabase,
} from '../environment/databases';
import { LocalService } from '../environment/LocalService';
import type {
  DeliveryWindowAnswer,
  DeliveryWindowRequest,
  FillAnswer,
} from '../engine/protocol';
import { type Contender, interleave } from '../interleave';
import type { Effort } from './Session';

/** A database, a process that delivers, and a receiver: each a process. */
export class EngineSession {
  readonly database: BenchDatabase;
  readonly receiver: LocalService;
  readonly effort: Effort;
  readonly #engine: LocalService;
  readonly #print: (line: string) => void;

  static async start(options: {
    database: DatabaseName;
    effort: Effort;
    print: (line: string) => void;
  }): Promise<EngineSession> {
    const { effort, print } = options;
    print(`Starting ${options.database}, an engine on it and a receiver …`);
    const database = await startDatabase(options.database);
    const started: { stop(): Promise<void> }[] = [database];
    try {
      const receiver = await LocalService.start(
        'receiver',
        'src/receiver/main',
      );
      started.unshift(receiver);
      const engine = await LocalService.start('engine', 'src/engine/main');
      return new EngineSession({ database, receiver, engine, effort, print });
    } catch (error) {
      for (const one of started) {
        await one.stop();
      }
      throw error;
    }
  }

  private constructor(options: {
    database: BenchDatabase;
    receiver: LocalService;
    engine: LocalService;
    effort: Effort;
    print: (line: string) => void;
  }) {
    this.database = options.database;
    this.receiver = options.receiver;
    this.effort = options.effort;
    this.#engine = options.engine;
    this.#print = options.print;
  }

  async stop(): Promise<void> {
    await this.#engine.stop();
    await this.receiver.stop();
    await this.database.stop();
  }

  /** So many receivers that answer, each with a URL of its own. */
  receivers(count: number): string[] {
    return Array.from(
      { length: count },
      (_, index) => `${this.receiver.url}/take/${index}`,
    );
  }

  /** A receiver that never answers. */
  get hangingReceiver(): string {
    return `${this.receiver.url}/hang`;
  }

  /** Opens a database of its own, with an endpoint for each URL. */
  async open(
    store: string,
    options: { urls: string[]; timeoutMs?: number },
  ): Promise<void> {
    await this.#engine.ask('/open', {
      store,
      ...(await this.database.separate(store)),
      ...options,
    });
  }

  async close(store: string): Promise<void> {
    await this.#engine.ask('/close', { store });
  }

  /** Finished deliveries in the log of a store. */
  async fill(store: string, rows: number): Promise<number> {
    const filled = await this.#engine.ask<FillAnswer>('/fill', { store, rows });
    this.#print(
      `  ${filled.rows.toLocaleString('en-GB')} finished deliveries written in ${Math.round(filled.seconds)} s`,
    );
    return filled.rows;
  }

  /** Logged deliveries a second. */
  contender(
    name: string,
    request: Omit<DeliveryWindowRequest, 'seconds'>,
  ): Contender<number> {
    return {
      name,
      window: async () => {
        const { count, seconds } = await this.#engine.ask<DeliveryWindowAnswer>(
          '/window',
          { ...request, seconds: this.effort.seconds },
        );
        return count / seconds;
      },
    };
  }

  async compare(
    id: string,
    contenders: Contender<number>[],
  ): Promise<number[][]> {
    return interleave(contenders, {
      windows: this.effort.windows,
      onWindow: (name, value, round) =>
        this.#print(
          `  ${id} ${this.database.name} ${round}/${this.effort.windows}  ${name}: ${value.toPrecision(4)}`,
        ),
    });
  }
}
