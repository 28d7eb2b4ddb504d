// @ts-check

/**
 * When setup and teardown of a booking are next to be announced. Which of its
 * resources have been set up, and until when each is torn down, is kept with
 * them in `booking.resources`: see src/domain/buffers.ts.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('booking', table => {
    table.bigInteger('setup_due_at');
    table.bigInteger('teardown_due_at');
  });
  for (const column of ['setup_due_at', 'teardown_due_at']) {
    await knex.schema.raw(
      `CREATE INDEX booking_${column}_idx ON booking (${column}) WHERE ${column} IS NOT NULL`,
    );
  }
  // The longest setup is the first to begin.
  await knex('booking')
    .where('status', 'confirmed')
    .where('setup_minutes', '>', 0)
    .update({
      setup_due_at: knex.raw(
        'start_at - cast(setup_minutes AS bigint) * 60000',
      ),
    });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const column of ['setup_due_at', 'teardown_due_at']) {
    await knex.schema.raw(`DROP INDEX booking_${column}_idx`);
    await knex.schema.alterTable('booking', table => {
      table.dropColumn(column);
    });
  }
};
