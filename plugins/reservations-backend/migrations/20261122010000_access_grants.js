// @ts-check

/**
 * Since when people belong to sites, access that ends by itself, and which
 * bookings have been handed on. Instants are epoch milliseconds (UTC).
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('site_member', table => {
    table.bigInteger('created_at').notNullable().defaultTo(0);
  });
  // Nobody wrote down when they came: no earlier than the site itself.
  await knex('site_member').update({
    created_at: knex('site')
      .select('site.created_at')
      .whereRaw('site.id = site_member.site_id'),
  });

  await knex.schema.alterTable('booking', table => {
    table
      .boolean('transferred')
      .notNullable()
      .defaultTo(false)
      .comment('Handed on: who made it has no more say in it');
  });

  await knex.schema.createTable('access_grant', table => {
    table.comment(
      'Access to a site, or to one resource and its parts, for a time',
    );
    table.uuid('id').primary();
    table.string('subject_ref', 300).notNullable();
    table.uuid('site_id').notNullable();
    table.uuid('resource_id').comment('Null: the whole site');
    table.bigInteger('from_at').notNullable();
    table.bigInteger('until_at').notNullable();
    table.text('reason');
    table.string('granted_by', 300).notNullable();
    table.integer('version').notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.bigInteger('revoked_at');
    table.bigInteger('ended_at').comment('When its end was announced');
    table.foreign('site_id').references('site.id');
    table.foreign('resource_id').references('resource.id');
    table.index(['subject_ref', 'until_at'], 'access_grant_subject_idx');
    table.index(['site_id', 'until_at'], 'access_grant_site_idx');
  });
  await knex.schema.raw(
    `CREATE INDEX access_grant_due_idx ON access_grant (until_at)
     WHERE revoked_at IS NULL AND ended_at IS NULL`,
  );
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTableIfExists('access_grant');
  await knex.schema.alterTable('booking', table => {
    table.dropColumn('transferred');
  });
  await knex.schema.alterTable('site_member', table => {
    table.dropColumn('created_at');
  });
};
