// @ts-check

/**
 * Maintenance windows, and problems that people report. Instants are epoch
 * milliseconds (UTC).
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('maintenance_window', table => {
    table.comment('When a resource and its parts cannot be booked');
    table.uuid('id').primary();
    table.uuid('resource_id').notNullable();
    table.bigInteger('from_at').notNullable();
    table.bigInteger('until_at').notNullable();
    table.string('title', 200).notNullable();
    table.text('reason');
    table
      .string('status', 20)
      .notNullable()
      .comment('scheduled, active, ended or cancelled');
    table.string('created_by', 300).notNullable();
    table.integer('version').notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.foreign('resource_id').references('resource.id');
    table.index(['resource_id', 'until_at'], 'maintenance_window_resource_idx');
    table.index(['until_at', 'id'], 'maintenance_window_until_idx');
  });
  await knex.schema.raw(
    `CREATE INDEX maintenance_window_due_idx
     ON maintenance_window (status, from_at, until_at)
     WHERE status IN ('scheduled', 'active')`,
  );

  await knex.schema.createTable('problem', table => {
    table.comment('What people found wrong with a resource');
    table.uuid('id').primary();
    table.uuid('resource_id').notNullable();
    table.uuid('booking_id').comment('During which it was found');
    table.string('title', 200).notNullable();
    table.text('description');
    table
      .string('status', 20)
      .notNullable()
      .comment('open, acknowledged or resolved');
    table.string('reported_by', 300).notNullable();
    table.string('handled_by', 300);
    table.text('resolution');
    table.uuid('maintenance_id').comment('The window that was made for it');
    table.integer('version').notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.bigInteger('resolved_at');
    table.foreign('resource_id').references('resource.id');
    table.foreign('booking_id').references('booking.id');
    table.foreign('maintenance_id').references('maintenance_window.id');
    table.index(['status', 'created_at'], 'problem_status_idx');
    table.index(['resource_id', 'created_at'], 'problem_resource_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTableIfExists('problem');
  await knex.schema.dropTableIfExists('maintenance_window');
};
