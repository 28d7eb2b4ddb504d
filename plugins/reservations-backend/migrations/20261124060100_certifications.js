// @ts-check

/**
 * Certifications, and who holds which until when. Instants are epoch
 * milliseconds (UTC).
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('certification', table => {
    table.uuid('id').primary();
    table.string('name', 63).notNullable();
    table.string('name_key', 63).notNullable().unique();
    table.text('title').notNullable();
    table.text('description');
    table.uuid('site_id').comment('Null: of every site');
    table.integer('validity_months').comment('Null: it does not expire');
    table.integer('version').notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.foreign('site_id').references('site.id');
    table.index(['title', 'id'], 'certification_order_idx');
  });
  await knex.schema.createTable('certification_holding', table => {
    table.comment('One for each time that somebody was certified');
    table.uuid('id').primary();
    table
      .uuid('certification_id')
      .notNullable()
      .references('id')
      .inTable('certification');
    table.string('person', 300).notNullable();
    table.bigInteger('from_at').notNullable();
    table.bigInteger('until_at').comment('Null: it does not expire');
    table.text('evidence').comment('An https address');
    table.string('granted_by', 300).notNullable();
    table.integer('version').notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.bigInteger('revoked_at');
    table.string('revoked_by', 300);
    table.text('revoke_reason');
    table
      .bigInteger('expiring_at')
      .comment('When it was announced that it expires soon');
    table.index(['person', 'certification_id'], 'certification_person_idx');
    table.index(['created_at', 'id'], 'certification_holding_order_idx');
  });
  await knex.schema.raw(
    `CREATE INDEX certification_expiry_idx ON certification_holding (until_at)
     WHERE revoked_at IS NULL AND expiring_at IS NULL AND until_at IS NOT NULL`,
  );
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTableIfExists('certification_holding');
  await knex.schema.dropTableIfExists('certification');
};
