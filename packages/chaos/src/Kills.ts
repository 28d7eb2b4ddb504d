import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { testOutputDir } from '@callboard/workspace/paths.mjs';
import { sleep } from '@callboard/workspace/processes.mjs';
import { CRASH_POINTS, type CrashPointName } from './backend/crashPoints';
import { Backend } from './environment/Backend';
import {
  type ChaosDatabase,
  type DatabaseName,
  startDatabase,
} from './environment/databases';
import {
  addEndpoint,
  CLUSTER,
  type Endpoint,
  furnish,
  waitForEventTypes,
} from './environment/furnish';
import { letLeasesRunOut } from './environment/leases';
import { Receivers } from './environment/Receivers';
import { waitUntilSettled } from './environment/settled';
import { checkInvariants, type Facts, readFacts } from './invariants';
import { Journal } from './load/Journal';
import { People } from './load/People';
import { Random } from './random';
import { type RunReport, summarize } from './report';

/** A point that is not reached in this time is not waited for any longer. */
const PATIENCE_MS = 5_000;
/** The share of kills after which the backend is down for longer than a lease. */
const LONG_OUTAGES = 0.2;
const MOST_IN_VAIN = 3;
const SETTLE_MS = 240_000;

export interface KillsOptions {
  database: DatabaseName;
  kills: number;
  seed: number;
  /** Of a PostgreSQL that runs already. */
  postgresUrl?: string;
  /** Does not wait for leases of the dead to run out in the end. */
  hurry: boolean;
  print: (line: string) => void;
}

type Death = CrashPointName | 'at a random time' | 'while it starts';

class Kills {
  readonly #options: KillsOptions;
  readonly #database: ChaosDatabase;
  readonly #receivers: Receivers;
  readonly #backend: Backend;
  readonly #random: Random;
  readonly #journal = new Journal();
  readonly #people: People;
  readonly #deaths = new Map<Death, number>();
  #endpoints: Endpoint[] = [];

  constructor(
    options: KillsOptions,
    database: ChaosDatabase,
    receivers: Receivers,
    backend: Backend,
  ) {
    this.#options = options;
    this.#database = database;
    this.#receivers = receivers;
    this.#backend = backend;
    this.#random = Random.create(options.seed);
    this.#people = People.create({
      backend,
      journal: this.#journal,
      random: this.#random,
    });
  }

  async toTheEnd(): Promise<RunReport> {
    const { kills, print } = this.#options;
    const began = Date.now();
    await this.#prepare();
    const plans = this.#plans();
    for (let n = 0; n < kills; n++) {
      const death = await this.#die(plans[n]);
      this.#deaths.set(death, (this.#deaths.get(death) ?? 0) + 1);
      print(
        `  ${n + 1}/${kills} ${this.#database.name}: killed ${death}, ${this.#journal.wishes.length} bookings asked for`,
      );
    }
    const { facts, left } = await this.#settle();
    return summarize({
      ...this.#options,
      facts,
      violations: {
        'every step was reached': this.#missed(plans),
        'everything comes to its end': left,
        ...checkInvariants(facts),
      },
      deaths: Object.fromEntries(this.#deaths),
      seconds: Math.round((Date.now() - began) / 1_000),
    });
  }

  async #prepare(): Promise<void> {
    this.#backend.start();
    await this.#ready();
    await furnish(this.#backend);
    await waitForEventTypes(this.#backend);
    const { url } = this.#receivers;
    this.#endpoints = [
      await addEndpoint(this.#backend, `${url}/fine`),
      await addEndpoint(this.#backend, `${url}/flaky`, {
        scope: { kind: 'resource', ref: CLUSTER },
      }),
      await addEndpoint(this.#backend, `${url}/slow`, {
        eventTypes: ['booking.started', 'booking.ended'],
        profile: 'legacy-flat',
      }),
    ];
    await this.#backend.kill();
  }

  /** Each point in turn, in an order that the seed decides; some at random. */
  #plans(): Death[] {
    const plans: Death[] = [];
    while (plans.length < this.#options.kills) {
      plans.push(
        ...this.#random.shuffle<Death>([
          ...CRASH_POINTS,
          'at a random time',
          'at a random time',
          'at a random time',
          'while it starts',
        ]),
      );
    }
    return plans;
  }

  async #die(plan: Death): Promise<Death> {
    const point = CRASH_POINTS.find(name => name === plan);
    this.#backend.start(
      point && { point, occurrence: this.#random.whole(1, 6) },
    );
    let death = plan;
    if (plan === 'while it starts') {
      await sleep(this.#random.whole(300, 2_500));
    } else if (await this.#backend.ready()) {
      death = await this.#dieInUse(plan, point);
    }
    await this.#backend.kill();
    if (this.#random.chance(LONG_OUTAGES)) {
      await letLeasesRunOut(this.#database);
    }
    return death;
  }

  async #dieInUse(plan: Death, point?: CrashPointName): Promise<Death> {
    const stop = new AbortController();
    const acting = this.#people
      .askAgain()
      .then(() => this.#people.act(stop.signal));
    const patience = point ? PATIENCE_MS : this.#random.whole(100, 2_000);
    const diedItself = await Promise.race([
      this.#backend.ended().then(() => true),
      sleep(patience).then(() => false),
    ]);
    await this.#backend.kill();
    stop.abort();
    await acting;
    return point && !diedItself ? 'at a random time' : plan;
  }

  /** Steps that were waited for several times, and never came. */
  #missed(plans: Death[]): string[] {
    return CRASH_POINTS.filter(
      point =>
        !this.#deaths.has(point) &&
        plans.slice(0, this.#options.kills).filter(plan => plan === point)
          .length >= MOST_IN_VAIN,
    );
  }

  async #settle(): Promise<{ facts: Facts; left: string[] }> {
    const { hurry, print } = this.#options;
    if (hurry) {
      await letLeasesRunOut(this.#database);
    }
    this.#backend.start();
    await this.#ready();
    await this.#people.askAgain();
    print(`  ${this.#database.name}: waiting until everything has settled …`);
    const left = await waitUntilSettled(this.#database, SETTLE_MS);
    const facts = await readFacts(this.#database, {
      journal: this.#journal,
      endpoints: this.#endpoints,
      received: this.#receivers.received(),
    });
    return { facts, left };
  }

  async #ready(): Promise<void> {
    if (!(await this.#backend.ready())) {
      throw new Error(`The backend ended:\n${this.#backend.tail()}`);
    }
  }
}

/**
 * Kills a backend that people use, again and again, at chosen steps and at
 * random times; then lets everything settle, and compares what people were told,
 * what the databases hold and what receivers wrote down.
 */
export async function runKills(options: KillsOptions): Promise<RunReport> {
  const directory = path.join(testOutputDir, `chaos-${options.database}`);
  // What an earlier run received is not of this one.
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const database = await startDatabase(options.database, options.postgresUrl);
  const receivers = await Receivers.start(directory);
  const backend = await Backend.create({
    name: 'backend',
    database: database.config,
    directory,
  });
  try {
    const run = new Kills(options, database, receivers, backend);
    return await run.toTheEnd();
  } finally {
    await backend.stop();
    await receivers.stop();
    await database.stop();
  }
}
