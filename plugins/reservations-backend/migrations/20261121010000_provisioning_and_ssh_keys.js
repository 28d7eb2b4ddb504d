// @ts-check

/**
 * What receivers of webhooks report about setting up a booking, and the SSH keys
 * that people leave for it. Instants are epoch milliseconds (UTC).
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('booking_provisioning', table => {
    table.comment('The latest word on each step, with how to get in');
    table.uuid('booking_id').notNullable();
    table.uuid('endpoint_id').notNullable();
    table.string('resource_ref', 300).notNullable().comment('Empty: all of it');
    table.text('endpoint_title').notNullable();
    table.string('status', 16).notNullable();
    table.text('message');
    table.text('access');
    table.bigInteger('at').notNullable();
    table.primary(['booking_id', 'endpoint_id', 'resource_ref']);
    table.foreign('booking_id').references('booking.id').onDelete('CASCADE');
  });

  await knex.schema.createTable('booking_provisioning_report', table => {
    table.comment('Every report that arrived, without how to get in');
    table.string('report_id', 100).primary();
    table.uuid('booking_id').notNullable();
    table.uuid('endpoint_id').notNullable();
    table.string('resource_ref', 300).notNullable();
    table.string('delivery_id', 100).notNullable();
    table.string('status', 16).notNullable();
    table.text('message');
    table.bigInteger('at').notNullable();
    table.bigInteger('received_at').notNullable();
    table.boolean('applied').notNullable().comment('False: it came too late');
    table.foreign('booking_id').references('booking.id').onDelete('CASCADE');
    table.index(['booking_id'], 'booking_provisioning_report_booking_idx');
  });

  await knex.schema.createTable('ssh_key', table => {
    table.uuid('id').primary();
    table.string('user_ref', 300).notNullable();
    table.text('title').notNullable();
    table.string('type', 64).notNullable();
    table.text('public_key').notNullable();
    table.string('fingerprint', 64).notNullable();
    table.bigInteger('created_at').notNullable();
    table.unique(['user_ref', 'fingerprint'], { indexName: 'ssh_key_uq' });
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'ssh_key',
    'booking_provisioning_report',
    'booking_provisioning',
  ]) {
    await knex.schema.dropTableIfExists(table);
  }
};
