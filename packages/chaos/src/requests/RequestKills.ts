import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { testOutputDir } from '@callboard/workspace/paths.mjs';
import { sleep } from '@callboard/workspace/processes.mjs';
import { REQUEST_CRASH_POINTS } from '../backend/crashPoints';
import { Deaths } from '../Deaths';
import { Backend } from '../environment/Backend';
import { manifestsIn } from '../environment/configuration';
import { type ChaosDatabase, startDatabase } from '../environment/databases';
import type { KillsOptions } from '../Kills';
import { Random } from '../random';
import type { RunReport } from '../report';
import { letRequestLeasesRunOut } from './leases';
import { checkRequests } from './requestFacts';
import { Requesters } from './Requesters';

const SETTLE_MS = 180_000;

/**
 * Kills a backend while requests are on their way from a form to a database that
 * runs; then lets everything settle, and compares what people asked for, what
 * the database holds, what is in git, and what people were told: one of each.
 */
class RequestKills {
  readonly #options: KillsOptions;
  readonly #database: ChaosDatabase;
  readonly #backend: Backend;
  readonly #repository: string;
  readonly #people: Requesters;
  readonly #deaths: Deaths;

  constructor(
    options: KillsOptions,
    database: ChaosDatabase,
    backend: Backend,
    directory: string,
  ) {
    this.#options = options;
    this.#database = database;
    this.#backend = backend;
    this.#repository = manifestsIn(directory);
    this.#people = Requesters.create(backend);
    this.#deaths = Deaths.create({
      backend,
      random: Random.create(options.seed),
      kills: options.kills,
      points: REQUEST_CRASH_POINTS,
      atRandom: 2,
      mostOccurrence: 4,
      patienceMs: 8_000,
      longOutages: 0.5,
      act: signal => this.#people.act(signal),
      letLeasesRunOut: () => letRequestLeasesRunOut(database),
    });
  }

  async toTheEnd(): Promise<RunReport> {
    const { database, kills, print, seed } = this.#options;
    const began = Date.now();
    await this.#deaths.all((n, death) =>
      print(
        `  ${n}/${kills} ${database}: killed ${death}, ${this.#people.wishes.length} services asked for`,
      ),
    );
    const left = await this.#settle();
    const { violations, counts } = await checkRequests(
      this.#database,
      this.#repository,
      this.#people.wishes,
    );
    return {
      database,
      kills,
      seed,
      seconds: Math.round((Date.now() - began) / 1_000),
      deaths: this.#deaths.counts(),
      counts,
      violations: {
        'every step was reached': this.#deaths.missed(),
        'everything comes to its end': left,
        'every answer is one that was to be expected': this.#people.oddities,
        ...violations,
      },
    };
  }

  async #settle(): Promise<string[]> {
    const { database, hurry, print } = this.#options;
    if (hurry) {
      await letRequestLeasesRunOut(this.#database);
    }
    this.#backend.start();
    if (!(await this.#backend.ready())) {
      throw new Error(`The backend ended:\n${this.#backend.tail()}`);
    }
    print(`  ${database}: waiting until everything has settled …`);
    const deadline = Date.now() + SETTLE_MS;
    while (!(this.#people.ready && (await this.#isTold()))) {
      if (Date.now() > deadline) {
        return this.#people.wishes
          .filter(({ status }) => status !== 'ready')
          .map(({ name, id, status }) => `${name} (${id}) is ${status}`)
          .concat((await this.#isTold()) ? [] : ['events not handed on']);
      }
      await this.#people.bringForward();
      await sleep(100);
    }
    return [];
  }

  /** Whether every event was handed on to all who are to have it. */
  async #isTold(): Promise<boolean> {
    const knex = this.#database.open('service-requests');
    try {
      const waiting = await knex('outbox_head')
        .whereIn('sink', ['notifications', 'events-service'])
        .whereRaw('next_sequence <= last_sequence')
        .first();
      return waiting === undefined;
    } finally {
      await knex.destroy();
    }
  }
}

export async function runRequestKills(
  options: KillsOptions,
): Promise<RunReport> {
  const directory = path.join(
    testOutputDir,
    `chaos-requests-${options.database}`,
  );
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const database = await startDatabase(options.database, options.postgresUrl);
  const backend = await Backend.create({
    name: 'backend',
    kind: 'requests',
    database: database.config,
    directory,
  });
  try {
    const run = new RequestKills(options, database, backend, directory);
    return await run.toTheEnd();
  } finally {
    await backend.stop();
    await database.stop();
  }
}
