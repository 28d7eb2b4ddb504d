import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { type Clock, Database } from '@callboard/backend-database';
import type { Knex } from 'knex';

/** Migrates the plugin's tables and opens them. `clock` defaults to the database's. */
export async function openDatabase(options: {
  knex: Knex;
  clock?: Clock;
  skipMigrations?: boolean;
  /** Sinks that events wait for before the relay has registered them. */
  sinkIds?: string[];
}): Promise<Database> {
  return Database.create({
    ...options,
    name: 'service-requests',
    migrations: resolvePackagePath(
      '@callboard/backstage-plugin-service-requests-backend',
      'migrations',
    ),
    sinkIds: ['events-service', 'notifications', ...(options.sinkIds ?? [])],
  });
}
