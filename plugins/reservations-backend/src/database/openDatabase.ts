import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { type Clock, Database } from '@callboard/backend-database';
import type { Knex } from 'knex';

/**
 * Migrates the plugin's tables and opens them. `clock` defaults to the database's;
 * `sinkIds` are the sinks that events wait for before a relay has registered them.
 */
export async function openDatabase(options: {
  knex: Knex;
  clock?: Clock;
  skipMigrations?: boolean;
  preparedStatements?: boolean;
  sinkIds?: string[];
}): Promise<Database> {
  return Database.create({
    ...options,
    name: 'reservations',
    migrations: resolvePackagePath(
      '@callboard/backstage-plugin-reservations-backend',
      'migrations',
    ),
    sinkIds: ['events-service', ...(options.sinkIds ?? [])],
  });
}
