import type { Knex } from 'knex';
import * as init from './migrations/20261120000000_init';
import * as order from './migrations/20261121000000_order';
import * as heads from './migrations/20261122000000_heads';
import { isPostgres, retryOnBusy } from './database';

interface OutboxMigration extends Knex.Migration {
  name: string;
}

// In code rather than in a folder: a bundled package has no folder to read.
const MIGRATIONS: OutboxMigration[] = [
  { name: '20261120000000_init', up: init.up, down: init.down },
  { name: '20261121000000_order', up: order.up, down: order.down },
  { name: '20261122000000_heads', up: heads.up, down: heads.down },
];

const migrationSource: Knex.MigrationSource<OutboxMigration> = {
  getMigrations: async () => MIGRATIONS,
  getMigrationName: migration => migration.name,
  getMigration: async migration => migration,
};

const BOOKKEEPING = 'callboard_outbox_migrations';

/**
 * Brings the outbox's tables up to date, beside the plugin's own and with
 * bookkeeping of its own. No schema is named: the connection's search path
 * decides. Several backends may call it at the same moment.
 *
 * Everything happens in one transaction, so a crash leaves neither half a
 * table nor knex's migration lock behind.
 */
export async function migrateOutbox(knex: Knex): Promise<void> {
  await retryOnBusy(() =>
    knex.transaction(async tx => {
      if (isPostgres(tx)) {
        await tx.raw(
          'SELECT pg_advisory_xact_lock(hashtextextended(? || current_schema(), 0))',
          [BOOKKEEPING],
        );
      }
      await tx.migrate.latest({ tableName: BOOKKEEPING, migrationSource });
    }),
  );
}
