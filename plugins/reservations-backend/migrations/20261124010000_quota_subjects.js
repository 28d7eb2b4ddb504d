// @ts-check

/**
 * What bookings that count against one quota lock before they count: whoever
 * books of a type under a quota of theirs. See src/bookings/facts/quotas.ts.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('quota_subject', table => {
    table.string('kind', 16).notNullable();
    table
      .string('ref', 300)
      .notNullable()
      .comment('Entity ref, or code of a project');
    table
      .uuid('type_id')
      .notNullable()
      .references('id')
      .inTable('resource_type')
      .onDelete('CASCADE');
    table.primary(['kind', 'ref', 'type_id']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('quota_subject');
};
