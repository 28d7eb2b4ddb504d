import type { ChaosDatabase } from '../environment/databases';

/**
 * Ends what a process that is dead has claimed, as time would: the leases of the
 * relay, of change sets (a minute) and of whoever observes the control plane.
 */
export async function letRequestLeasesRunOut(
  database: ChaosDatabase,
): Promise<void> {
  const knex = database.open('service-requests');
  const past = Date.now() - 1;
  try {
    if (!(await knex.schema.hasTable('control_plane'))) {
      // It died before it had its tables.
      return;
    }
    await knex('outbox_head')
      .whereNotNull('lease_token')
      .update({ due_at: past });
    await knex('change_set')
      .whereIn('state', ['opening', 'merging', 'leaving'])
      .update({ due_at: past });
    await knex('control_plane').update({ held_until: 0 });
  } finally {
    await knex.destroy();
  }
}
