// @ts-check

/**
 * What is offered, and every version of it that there ever was: requests and
 * services keep the version that they were made with. See src/offerings.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('offering', table => {
    table.string('name', 63).primary();
    table.uuid('id').notNullable().unique();
    table.string('title', 200).notNullable();
    table.string('category', 63).notNullable();
    table.text('description');
    table.integer('version').notNullable().comment('The latest');
    table.string('status', 16).notNullable();
    table.string('source', 16).notNullable();
    table.string('hash', 64).notNullable().comment('Of the latest document');
    table.bigInteger('created_at').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.index(['title', 'id'], 'offering_title_idx');
  });

  await knex.schema.createTable('offering_version', table => {
    table.string('name', 63).notNullable().references('offering.name');
    table.integer('version').notNullable();
    table.text('document').notNullable();
    table.string('created_by', 300).notNullable();
    table.bigInteger('created_at').notNullable();
    table.primary(['name', 'version']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('offering_version');
  await knex.schema.dropTable('offering');
};
