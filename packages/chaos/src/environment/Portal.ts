import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { testOutputDir } from '@callboard/workspace/paths.mjs';
import { waitFor } from '../waitFor';
import { Backend } from './Backend';
import {
  type ChaosDatabase,
  type DatabaseName,
  startDatabase,
} from './databases';
import { furnish, NODES, waitForEventTypes } from './furnish';
import { Receivers } from './Receivers';

const HOUR_MS = 3_600_000;

/** Backends on one database, and receivers: everything real, for one test file. */
export class Portal {
  readonly database: ChaosDatabase;
  readonly receivers: Receivers;
  readonly backends: Backend[];
  #booked = 0;

  static async start(options: {
    name: string;
    database: DatabaseName;
    backends: number;
    logLevel?: string;
  }): Promise<Portal> {
    const { name, backends: count, logLevel } = options;
    const directory = path.join(testOutputDir, `chaos-${name}`);
    // What an earlier run received is not of this one.
    rmSync(directory, { recursive: true, force: true });
    mkdirSync(directory, { recursive: true });
    const database = await startDatabase(
      options.database,
      process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING,
    );
    const receivers = await Receivers.start(directory);
    const backends: Backend[] = [];
    for (let n = 1; n <= count; n++) {
      const backend = await Backend.create({
        name: `backend-${n}`,
        database: database.config,
        directory,
        logLevel,
      });
      backend.start();
      backends.push(backend);
      if (!(await backend.ready())) {
        throw new Error(`The backend ended:\n${backend.tail()}`);
      }
    }
    await furnish(backends[0]);
    await waitForEventTypes(backends[0]);
    return new Portal(database, receivers, backends);
  }

  private constructor(
    database: ChaosDatabase,
    receivers: Receivers,
    backends: Backend[],
  ) {
    this.database = database;
    this.receivers = receivers;
    this.backends = backends;
  }

  /** Books slots of their own, through each backend in turn. */
  async book(count: number): Promise<void> {
    const day = Math.floor(Date.now() / (24 * HOUR_MS) + 2) * 24 * HOUR_MS;
    await Promise.all(
      Array.from({ length: count }, () => {
        const n = (this.#booked += 1);
        const start = day + Math.floor(n / NODES.length) * HOUR_MS;
        return this.backends[n % this.backends.length].done(
          'POST',
          '/reservations/bookings',
          {
            resourceRefs: [`resource:default/${NODES[n % NODES.length]}`],
            start: new Date(start).toISOString(),
            end: new Date(start + HOUR_MS).toISOString(),
            title: `Booking ${n}`,
          },
        );
      }),
    );
  }

  /** Rows of the webhooks plugin, once they are as wanted. */
  async rows(
    table: string,
    where: object,
    areEnough: (rows: any[]) => boolean = () => true,
    timeoutMs?: number,
  ): Promise<any[]> {
    const knex = this.database.open('webhooks');
    let last: any[] = [];
    try {
      return await waitFor(
        `${table} ${JSON.stringify(where)}`,
        async () => {
          last = await knex(table).where(where);
          return areEnough(last) ? last : undefined;
        },
        timeoutMs,
      );
    } catch (error) {
      throw new Error(`${error}: ${JSON.stringify(last)}`);
    } finally {
      await knex.destroy();
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.backends.map(backend => backend.stop()));
    await this.receivers.stop();
    await this.database.stop();
  }
}
