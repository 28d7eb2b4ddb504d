// @ts-check

/**
 * A delivery changes once or twice after it was written. With room on its page,
 * PostgreSQL keeps the new version beside the old one and leaves the indexes
 * alone; without, each change is an entry in all of them, which are large.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  if (knex.client.config.client === 'pg') {
    await knex.raw('ALTER TABLE delivery SET (fillfactor = 75)');
  }
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  if (knex.client.config.client === 'pg') {
    await knex.raw('ALTER TABLE delivery RESET (fillfactor)');
  }
};
