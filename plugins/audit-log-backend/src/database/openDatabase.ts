import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { type Clock, Database } from '@callboard/backend-database';
import type { Knex } from 'knex';

/** Migrates the plugin's tables and opens them. `clock` defaults to the database's. */
export async function openDatabase(options: {
  knex: Knex;
  clock?: Clock;
  skipMigrations?: boolean;
}): Promise<Database> {
  return Database.create({
    ...options,
    name: 'audit-log',
    migrations: resolvePackagePath(
      '@callboard/backstage-plugin-audit-log-backend',
      'migrations',
    ),
  });
}
