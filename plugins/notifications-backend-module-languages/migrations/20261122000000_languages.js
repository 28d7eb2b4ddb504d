/**
 * @param {import('knex').Knex} knex
 */
exports.up = async knex => {
  await knex.schema.createTable('callboard_language', table => {
    table.comment('In which language people read their notifications');
    table.string('user_ref', 255).primary();
    table.string('language', 20).notNullable();
    table.timestamp('updated_at').notNullable().defaultTo(knex.fn.now());
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async knex => {
  await knex.schema.dropTable('callboard_language');
};
