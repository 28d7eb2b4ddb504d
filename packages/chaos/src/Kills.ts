import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { testOutputDir } from '@callboard/workspace/paths.mjs';
import { crashPoints } from './backend/crashPoints';
import { Deaths } from './Deaths';
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

class Kills {
  readonly #options: KillsOptions;
  readonly #database: ChaosDatabase;
  readonly #receivers: Receivers;
  readonly #backend: Backend;
  readonly #random: Random;
  readonly #journal = new Journal();
  readonly #people: People;
  readonly #deaths: Deaths;
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
    this.#deaths = Deaths.create({
      backend,
      random: this.#random,
      kills: options.kills,
      points: crashPoints(options.database),
      atRandom: 3,
      mostOccurrence: 6,
      patienceMs: 10_000,
      longOutages: 0.2,
      act: signal =>
        this.#people.askAgain().then(() => this.#people.act(signal)),
      letLeasesRunOut: () => letLeasesRunOut(database),
    });
  }

  async toTheEnd(): Promise<RunReport> {
    const { kills, print } = this.#options;
    const began = Date.now();
    await this.#prepare();
    await this.#deaths.all((n, death) =>
      print(
        `  ${n}/${kills} ${this.#database.name}: killed ${death}, ${this.#journal.wishes.length} bookings asked for`,
      ),
    );
    const { facts, left } = await this.#settle();
    return summarize({
      ...this.#options,
      facts,
      violations: {
        'every step was reached': this.#deaths.missed(),
        'everything comes to its end': left,
        ...checkInvariants(facts),
      },
      deaths: this.#deaths.counts(),
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
