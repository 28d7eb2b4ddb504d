import {
  startDatabase,
  type BenchDatabase,
  type DatabaseName,
} from '../environment/databases';
import { BenchServer, type EventBusMode } from '../environment/BenchServer';
import { type Contender, interleave } from '../interleave';
import { Slots } from '../load/Slots';
import type { HttpRequest } from '../load/httpWindow';
import type { PrepareAnswer, WindowAnswer, WindowKind } from '../protocol';
import { resourceRef, type Slot } from '../slots';

/** How long and how often to measure. */
export interface Effort {
  windows: number;
  seconds: number;
  /** Of one crowd. */
  bookers: number;
  /** In the calendar. */
  bookings: number;
  /** Finished deliveries in the log. */
  logged: number;
  /** Events that are followed to the receiver, one by one, in a window. */
  samples: number;
}

/** Requests, or loops, at the same time. */
export const WORKERS = 16;

const SETTLE_TIMEOUT_MS = 60_000;

/** A database, a server on it, and slots to book: what benchmarks run in. */
export class Session {
  readonly database: BenchDatabase;
  readonly server: BenchServer;
  readonly effort: Effort;
  readonly slots: Slots;
  readonly statementsPerCreate: number;
  readonly #print: (line: string) => void;
  #person = 0;

  static async start(options: {
    database: DatabaseName;
    effort: Effort;
    resources: number;
    eventBus: EventBusMode;
    webhooks?: boolean;
    auditLog?: boolean;
    print: (line: string) => void;
  }): Promise<Session> {
    const { effort, resources, print } = options;
    print(`Starting ${options.database} and a Backstage backend on it …`);
    const database = await startDatabase(options.database);
    try {
      const server = await BenchServer.start(database, options.eventBus, {
        webhooks: options.webhooks,
        auditLog: options.auditLog,
      });
      try {
        const slots = Slots.create(resources);
        const { statementsPerCreate } = await server.ask<PrepareAnswer>(
          '/prepare',
          { resources, slot: slots.take() },
        );
        return new Session({
          database,
          server,
          effort,
          slots,
          print,
          statementsPerCreate,
        });
      } catch (error) {
        await server.stop();
        throw error;
      }
    } catch (error) {
      await database.stop();
      throw error;
    }
  }

  private constructor(options: {
    database: BenchDatabase;
    server: BenchServer;
    effort: Effort;
    slots: Slots;
    statementsPerCreate: number;
    print: (line: string) => void;
  }) {
    this.database = options.database;
    this.server = options.server;
    this.effort = options.effort;
    this.slots = options.slots;
    this.statementsPerCreate = options.statementsPerCreate;
    this.#print = options.print;
  }

  async stop(): Promise<void> {
    await this.server.stop();
    await this.database.stop();
  }

  /** Interleaves, waiting before each window until the outbox is empty. */
  async compare(
    id: string,
    contenders: Contender<number>[],
  ): Promise<number[][]> {
    return interleave(contenders, {
      windows: this.effort.windows,
      settle: () => this.#settle(),
      onWindow: (name, value, round) =>
        this.#print(
          `  ${id} ${this.database.name} ${round}/${this.effort.windows}  ${name}: ${value.toPrecision(4)}`,
        ),
    });
  }

  /** A window that runs inside the server, on its pool; per second. */
  async serverWindow(kind: WindowKind): Promise<WindowAnswer> {
    const answer = await this.server.ask<WindowAnswer>('/window', {
      kind,
      workers: WORKERS,
      seconds: this.effort.seconds,
      resources: this.slots.resources,
      first: this.slots.first,
    });
    this.slots.skip(answer.count);
    return answer;
  }

  bookingRequest(path: string, slot: Slot): HttpRequest {
    return {
      method: 'POST',
      path: `/api/reservations${path}`,
      token: this.nextToken(),
      body: {
        resourceRefs: [resourceRef(slot.resource)],
        start: new Date(slot.start).toISOString(),
        end: new Date(slot.end).toISOString(),
        title: 'Training run',
      },
    };
  }

  nextToken(): string {
    this.#person += 1;
    return this.server.tokens[this.#person % this.server.tokens.length];
  }

  async #settle(): Promise<void> {
    const { left } = await this.server.ask<{ left: number }>('/settle', {
      timeoutMs: SETTLE_TIMEOUT_MS,
    });
    if (left > 0) {
      this.#print(`  ${left} events of the last window are still under way`);
    }
  }
}
