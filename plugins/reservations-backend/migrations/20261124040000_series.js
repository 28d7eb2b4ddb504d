// @ts-check

/**
 * What several bookings have in common that one rule has made. The bookings are
 * rows like all others; `booking.occurrence_at` is the start that the rule gave
 * one of them, whatever it was moved to.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('series', table => {
    table.uuid('id').primary();
    table.integer('version').notNullable();
    table.string('rule', 600).notNullable().comment('RFC 5545');
    table
      .text('exdates')
      .notNullable()
      .comment('JSON: starts left out, epoch milliseconds');
    table.string('time_zone', 100).notNullable();
    table
      .bigInteger('local_start')
      .notNullable()
      .comment('What a clock shows, in milliseconds as if it were UTC');
    table
      .bigInteger('local_length')
      .notNullable()
      .comment('From the local start to the local end, in milliseconds');
    table.string('owner', 300).notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('updated_at').notNullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('series');
};
