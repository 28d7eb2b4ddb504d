// @ts-check

/**
 * Who was in the catalog, in which groups and with which roles, when it was
 * last looked at. `since` is null for what was there when looking began.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('access_snapshot', table => {
    table.text('kind').notNullable().comment('person, membership or role');
    table.text('principal').notNullable();
    table.text('what').notNullable().comment('The group, or the role');
    table.text('through').notNullable().comment('What gives the role');
    table.bigInteger('since');
    table.primary(['kind', 'principal', 'what', 'through']);
  });
  await knex.schema.createTable('access_snapshot_state', table => {
    table.integer('id').primary();
    table.bigInteger('began_at').comment('Null until it was first taken');
    table.bigInteger('taken_at');
  });
  await knex('access_snapshot_state').insert({ id: 1 });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('access_snapshot_state');
  await knex.schema.dropTable('access_snapshot');
};
