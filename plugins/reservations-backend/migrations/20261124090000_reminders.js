// @ts-check

/**
 * How long before a booking a person wants to be reminded, and of what they have
 * been reminded: of a booking that was moved they are once more.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('person_preference', table => {
    table.string('ref', 300).primary();
    table.integer('reminder_minutes').notNullable().comment('0 is never');
    table.bigInteger('updated_at').notNullable();
  });
  await knex.schema.createTable('reminder', table => {
    table
      .uuid('booking_id')
      .notNullable()
      .references('id')
      .inTable('booking')
      .onDelete('CASCADE');
    table.string('kind', 16).notNullable();
    table.string('recipient', 300).notNullable();
    table.bigInteger('due_for').notNullable().comment('The start, or the end');
    table.bigInteger('sent_at').notNullable();
    table.primary(['booking_id', 'kind', 'recipient', 'due_for']);
    table.index(['sent_at']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('reminder');
  await knex.schema.dropTable('person_preference');
};
