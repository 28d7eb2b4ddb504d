import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  createReservationsServices,
  type ReservationsServices,
} from '@callboard/backstage-plugin-reservations-backend';
import type { Knex } from 'knex';
import type {
  CalendarAnswer,
  ClaimsAnswer,
  CrowdAnswer,
  HopsAnswer,
  HopsRequest,
  PrepareAnswer,
  WindowAnswer,
  WindowRequest,
} from '../protocol';
import { resourceRef, slotAt, type Slot } from '../slots';
import { quantile } from '../statistics';
import { AppendedEvents } from './AppendedEvents';
import { BareDatabase } from './BareDatabase';
import { BareHops } from './BareHops';
import { BareStatements } from './bareStatements';
import {
  bareCalendar,
  type CalendarData,
  loadCalendar,
} from './calendarWindow';
import { closedLoop } from './closedLoop';
import { createFixtures, type Fixtures } from './fixtures';
import { followEach } from './followEach';
import { Replay } from './Replay';
import { bareFreeBusy, type FreeSlot, loadClaims } from './slotSearch';
import type { StatementLog } from './StatementLog';

type Logger = Parameters<typeof createReservationsServices>[0]['logger'];

const WEEK_MS = 7 * 24 * 60 * 60_000;
const CALENDAR_RESOURCES = 50;

const RESEARCHER = {
  actor: 'user:default/researcher',
  credentials: {} as BackstageCredentials,
};

/** What runs inside the server: baselines on its pool, and the service itself. */
export class Bench {
  readonly #knex: Knex;
  readonly #database: BareDatabase;
  readonly #services: ReservationsServices;
  readonly #fixtures: Fixtures;
  readonly #bare: BareStatements;
  readonly #log: StatementLog;
  #replay?: Replay;
  #calendar?: CalendarData;
  #claims?: ClaimsAnswer;

  static async create(options: {
    knex: Knex;
    log: StatementLog;
    logger: Logger;
    resources: number;
  }): Promise<Bench> {
    const { knex, log, logger, resources } = options;
    const services = await createReservationsServices({
      knex,
      logger,
      skipMigrations: true,
    });
    const fixtures = await createFixtures(knex, services, resources);
    return new Bench(knex, services, fixtures, log);
  }

  private constructor(
    knex: Knex,
    services: ReservationsServices,
    fixtures: Fixtures,
    log: StatementLog,
  ) {
    this.#knex = knex;
    this.#database = BareDatabase.create(knex);
    this.#services = services;
    this.#fixtures = fixtures;
    this.#bare = BareStatements.create(this.#database, fixtures);
    this.#log = log;
  }

  /** Books once through the service and keeps what it sent. */
  async prepare(slot: Slot): Promise<PrepareAnswer> {
    await this.#services.inventory.latest();
    const { result: booking, statements } = await this.#log.record(() =>
      this.#book(slot),
    );
    this.#replay = Replay.create({
      database: this.#database,
      statements,
      recorded: { bookingId: booking.id, ...this.#particulars(slot) },
      constants: [booking.siteId],
    });
    return { statementsPerCreate: statements.length };
  }

  /** Sends the statements of a booking, and nothing else. */
  async replay(slot: Slot): Promise<string> {
    if (!this.#replay) {
      throw new Error('Nothing is recorded yet');
    }
    return this.#replay.run(this.#particulars(slot));
  }

  /** The slot that a request for a booking names. */
  slotOf(request: {
    resourceRefs: string[];
    start: string;
    end: string;
  }): Slot {
    return {
      resource: Number(/\d+$/.exec(request.resourceRefs[0])?.[0]),
      start: Date.parse(request.start),
      end: Date.parse(request.end),
    };
  }

  async window(request: WindowRequest): Promise<WindowAnswer> {
    let next = request.first;
    const take = () => {
      const slot = slotAt(next, request.resources);
      next += 1;
      return slot;
    };
    const tasks = {
      'bare-insert': () => this.#bare.insert(take()),
      'bare-transaction': () => this.#bare.lockReadInsert(take()),
      'knex-transaction': () => this.#bare.lockReadInsertWithKnex(take()),
      'bare-statements': () => this.replay(take()),
      'service-create': () => this.#book(take()),
      'bare-calendar': () => this.#bareCalendar(),
      'bare-free-busy': () => this.#bareFreeBusy(request.hours ?? 1),
    };
    const { count, seconds, latencies } = await closedLoop(
      request,
      tasks[request.kind],
    );
    return { count, seconds, p95: quantile(latencies, 0.95) };
  }

  /** Everybody wants one slot, with as little as it takes. */
  async crowd(slot: Slot, size: number): Promise<CrowdAnswer> {
    const started = performance.now();
    const outcomes = await Promise.all(
      Array.from({ length: size }, () => this.#bare.lockReadInsert(slot)),
    );
    const succeeded = outcomes.filter(Boolean).length;
    return {
      seconds: (performance.now() - started) / 1000,
      succeeded,
      refused: size - succeeded,
    };
  }

  async loadCalendar(bookings: number): Promise<CalendarAnswer> {
    this.#calendar ??= await loadCalendar(this.#knex, this.#fixtures, bookings);
    return this.#calendar;
  }

  /** What the calendar's bookings take; once. */
  async loadClaims(): Promise<ClaimsAnswer> {
    this.#claims ??= await loadClaims(this.#knex, this.#calendar!);
    return this.#claims;
  }

  /** What the bare scan finds in a week, the earliest first. */
  async freeSlots(from: number, hours: number): Promise<FreeSlot[]> {
    const window = { from, to: from + WEEK_MS };
    return bareFreeBusy(
      this.#database,
      this.#fixtures.resourceIds,
      window,
      hours,
    );
  }

  /** The rows that the bare query finds in one window. */
  async countCalendarRows(
    from: number,
    to: number,
    resources: number[],
  ): Promise<number> {
    const ids = resources.map(index => this.#fixtures.resourceIds[index]);
    return (await bareCalendar(this.#database, ids, from, to)).rows;
  }

  /** From a commit to the receiver, one event after the other. */
  async hops({ kind, receiver, samples }: HopsRequest): Promise<HopsAnswer> {
    if (kind === 'engine') {
      const events = AppendedEvents.create(this.#services.database);
      return {
        latencies: await followEach(receiver, samples, () => events.commit()),
      };
    }
    const bare = await BareHops.start(this.#knex, `${receiver}/take/bare`);
    try {
      return {
        latencies: await followEach(receiver, samples, () => bare.commit()),
      };
    } finally {
      await bare.stop();
    }
  }

  /** Waits until the relay has delivered what the last window left behind. */
  async settle(timeoutMs: number): Promise<number> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const row = await this.#knex('outbox_head')
        .whereNotNull('due_at')
        .count({ n: '*' })
        .first();
      const left = Number(row?.n ?? 0);
      if (left === 0 || Date.now() > deadline) {
        return left;
      }
      await new Promise(resolve => {
        setTimeout(resolve, 100);
      });
    }
  }

  async #bareCalendar(): Promise<void> {
    const { from, until } = this.#calendar!;
    const start = from + Math.random() * (until - from - WEEK_MS);
    const ids = this.#fixtures.resourceIds;
    const first = Math.floor(Math.random() * (ids.length - CALENDAR_RESOURCES));
    await bareCalendar(
      this.#database,
      ids.slice(first, first + CALENDAR_RESOURCES),
      Math.floor(start),
      Math.floor(start) + WEEK_MS,
    );
  }

  async #bareFreeBusy(hours: number): Promise<void> {
    const { from, until } = this.#calendar!;
    const start = from + Math.random() * (until - from - WEEK_MS);
    await this.freeSlots(Math.floor(start), hours);
  }

  #book(slot: Slot) {
    return this.#services.bookings.create(
      {
        resourceRefs: [resourceRef(slot.resource)],
        start: new Date(slot.start).toISOString(),
        end: new Date(slot.end).toISOString(),
        title: 'Training run',
      },
      RESEARCHER.actor,
      RESEARCHER,
    );
  }

  #particulars({ resource, start, end }: Slot) {
    return {
      resourceId: this.#fixtures.resourceIds[resource],
      resourceRef: resourceRef(resource),
      start,
      end,
    };
  }
}
