import type { Knex } from 'knex';

/** Where the plugin takes the time from: SQL that yields epoch milliseconds. */
export interface Clock {
  sql(knex: Knex): Knex.Raw;
}

/** The database's clock: the same for every backend on one database. */
export const databaseClock: Clock = {
  sql: knex =>
    knex.client.config.client === 'pg'
      ? knex.raw('(extract(epoch from clock_timestamp()) * 1000)::bigint')
      : knex.raw(`CAST(unixepoch('subsec') * 1000 AS INTEGER)`),
};

/** A clock that a test sets. */
export class ManualClock implements Clock {
  now: number;

  constructor(now: number | string) {
    this.now = typeof now === 'string' ? Date.parse(now) : now;
  }

  sql(knex: Knex): Knex.Raw {
    const type = knex.client.config.client === 'pg' ? 'bigint' : 'INTEGER';
    return knex.raw(`CAST(? AS ${type})`, [this.now]);
  }

  advance(milliseconds: number) {
    this.now += milliseconds;
  }
}
