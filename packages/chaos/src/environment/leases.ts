import type { ChaosDatabase } from './databases';

/**
 * Ends every lease, as time would: what a process that is dead, or stopped, has
 * claimed can be claimed again. Stands in for waiting three quarters of a minute.
 */
export async function letLeasesRunOut(database: ChaosDatabase): Promise<void> {
  const leased = [
    ['reservations', 'outbox_head'],
    ['webhooks', 'outbox_head'],
    ['webhooks', 'delivery_queue'],
  ];
  for (const [plugin, table] of leased) {
    const knex = database.open(plugin);
    try {
      await knex(table)
        .whereNotNull('lease_token')
        .update({ due_at: Date.now() - 1 });
    } finally {
      await knex.destroy();
    }
  }
}
