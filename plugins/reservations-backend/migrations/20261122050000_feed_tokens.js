// @ts-check

/**
 * The addresses under which people's calendars may be read. Instants are epoch
 * milliseconds (UTC).
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('feed_token', table => {
    table.comment('The token itself is kept nowhere');
    table.uuid('id').primary();
    table.string('user_ref', 300).notNullable();
    table.text('title').notNullable();
    table.string('scope_kind', 16).notNullable();
    table.string('scope_ref', 300).comment('Null for a personal feed');
    table.string('token_hash', 64).notNullable().comment('SHA-256, in hex');
    table.bigInteger('created_at').notNullable();
    table.bigInteger('last_used_at');
    table.unique(['token_hash'], { indexName: 'feed_token_hash_uq' });
    table.index(['user_ref'], 'feed_token_user_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTableIfExists('feed_token');
};
