// @ts-check

/**
 * Approval, check-in and the end for the night: what a booking waits for, and
 * who may decide on it.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('booking', table => {
    table
      .text('approval')
      .comment('JSON: why somebody must decide, who may, who did');
    table
      .text('no_show_waived')
      .comment('JSON { by, at, reason }: it counts no more');
    table
      .bigInteger('off_hours_warn_at')
      .comment('When to tell that it is ended for the night, until it is told');
    table
      .bigInteger('off_hours_kept_until')
      .comment('The night for which it is kept');
  });
  await knex.schema.raw(
    `CREATE INDEX booking_off_hours_warn_at_idx ON booking (off_hours_warn_at) WHERE off_hours_warn_at IS NOT NULL`,
  );
  // What waits for a check-in does not start by itself.
  await knex.schema.raw(`DROP INDEX booking_start_due_idx`);
  await knex.schema.raw(
    `CREATE INDEX booking_start_due_idx ON booking (start_at) WHERE status = 'confirmed' AND expires_at IS NULL`,
  );
  await knex.schema.createTable('booking_approval', table => {
    table.comment(
      'Finds bookings by who may decide on them, or may not because they asked; booking.approval is what is read',
    );
    table
      .uuid('booking_id')
      .notNullable()
      .references('id')
      .inTable('booking')
      .onDelete('CASCADE');
    table.string('role', 16).notNullable().comment('approver or requester');
    table.string('ref', 300).notNullable();
    table.primary(['booking_id', 'role', 'ref']);
    table.index(['ref', 'role', 'booking_id'], 'booking_approval_ref_idx');
  });
  await knex.schema.createTable('signing_key', table => {
    table.comment('Keys at random, one for each purpose; see src/links');
    table.string('purpose', 63).primary();
    table.string('key', 100).notNullable();
    table.bigInteger('created_at').notNullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('signing_key');
  await knex.schema.dropTable('booking_approval');
  await knex.schema.raw(`DROP INDEX booking_start_due_idx`);
  await knex.schema.raw(
    `CREATE INDEX booking_start_due_idx ON booking (start_at) WHERE status = 'confirmed'`,
  );
  await knex.schema.raw(`DROP INDEX booking_off_hours_warn_at_idx`);
  await knex.schema.alterTable('booking', table => {
    table.dropColumns(
      'approval',
      'no_show_waived',
      'off_hours_warn_at',
      'off_hours_kept_until',
    );
  });
};
