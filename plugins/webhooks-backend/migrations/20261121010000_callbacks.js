// @ts-check

/**
 * Reports of receivers, by endpoint: one secret signs for all deliveries of an
 * endpoint, so what was signed for one of them must not count for another. It
 * holds no report's contents. Nothing was stored before.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.dropTable('callback');
  await knex.schema.createTable('callback', table => {
    table.comment('Reports of receivers, so that none counts twice');
    table.uuid('endpoint_id').notNullable();
    table.string('digest', 64).notNullable();
    table.uuid('delivery_id').comment('Null: by an older path');
    table.bigInteger('received_at').notNullable();
    table.bigInteger('handed_on_at');
    table.primary(['endpoint_id', 'digest']);
    table.index(['received_at'], 'callback_received_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('callback');
  await knex.schema.createTable('callback', table => {
    table.uuid('delivery_id').notNullable();
    table.string('digest', 64).notNullable();
    table.bigInteger('received_at').notNullable();
    table.bigInteger('handed_on_at');
    table.string('status', 16);
    table.text('body').notNullable();
    table.primary(['delivery_id', 'digest']);
    table.index(['received_at'], 'callback_received_idx');
  });
};
