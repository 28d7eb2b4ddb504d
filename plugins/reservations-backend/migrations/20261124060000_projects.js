// @ts-check

/**
 * Projects: what bookings are charged to. Instants are epoch milliseconds (UTC).
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('project', table => {
    table.comment('The row that is locked while a booking is charged to it');
    table.uuid('id').primary();
    table.string('code', 63).notNullable();
    table.string('code_key', 63).notNullable().unique();
    table.text('title').notNullable();
    table.text('description');
    table.uuid('site_id').comment('Null: it pays for what is anywhere');
    table.bigInteger('from_at').notNullable();
    table.bigInteger('until_at').comment('Null: it does not end');
    table.string('budget_kind', 16).notNullable();
    table.double('budget_amount').notNullable();
    table.string('budget_currency', 3).comment('Of money only');
    table.integer('version').notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.bigInteger('archived_at');
    table.foreign('site_id').references('site.id');
    table.index(['title', 'id'], 'project_order_idx');
  });
  await knex.schema.createTable('project_holder', table => {
    table.comment('Users and groups who may charge to a project');
    table
      .uuid('project_id')
      .notNullable()
      .references('id')
      .inTable('project')
      .onDelete('CASCADE');
    table.string('ref', 300).notNullable();
    table.primary(['ref', 'project_id']);
    table.index(['project_id']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTableIfExists('project_holder');
  await knex.schema.dropTableIfExists('project');
};
