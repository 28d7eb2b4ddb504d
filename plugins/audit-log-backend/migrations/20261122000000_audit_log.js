// @ts-check

/**
 * The chain of entries, what it is searched by, and where it ends.
 *
 * `entry.sealed` is what was signed, and what readers are shown; the other
 * columns and the two side tables are derived from it, so that filters run in
 * SQL before paging, and `verify` compares them with it. Instants are epoch
 * milliseconds (UTC). No schema is ever named, so that
 * `pluginDivisionMode: schema` works.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('write_lock', table => {
    table.comment(
      'Updated first by every write, which on SQLite takes the lock',
    );
    table.integer('n').notNullable();
  });
  await knex('write_lock').insert({ n: 0 });

  await knex.schema.createTable('chain_head', table => {
    table.comment('Where the chain ends; who appends holds its lock');
    table.integer('id').primary();
    table.bigInteger('position').notNullable();
    table.string('hash', 64).notNullable();
    table.bigInteger('purged_to').notNullable();
    table.string('purged_hash', 64).notNullable();
    table.string('purged_key_id', 16).notNullable();
    table.string('purged_signature', 64).notNullable();
    table.bigInteger('recorded_at').notNullable();
    table.string('key_id', 16).notNullable();
    table.string('signature', 64).notNullable();
  });
  await knex('chain_head').insert({
    id: 1,
    position: 0,
    hash: '',
    purged_to: 0,
    purged_hash: '',
    purged_key_id: '',
    purged_signature: '',
    recorded_at: 0,
    key_id: '',
    signature: '',
  });

  await knex.schema.createTable('entry', table => {
    table.bigInteger('position').primary();
    table.uuid('id').notNullable();
    table.text('sealed').notNullable().comment('JSON, as it was signed');
    table.string('previous_hash', 64).notNullable();
    table.string('hash', 64).notNullable();
    table.string('key_id', 16).notNullable();
    table.bigInteger('at').notNullable();
    table.bigInteger('recorded_at').notNullable();
    table.text('plugin').notNullable();
    table.text('kind').notNullable();
    table.text('action').notNullable();
    table.text('outcome').notNullable();
    table.text('actor').notNullable();
    table.text('correlation_id');
    table.integer('site_count').notNullable();
    table.text('words').notNullable().comment('Lower case, for searches');
    table.unique(['id'], { indexName: 'entry_id_uq' });
    table.index(['at', 'position'], 'entry_at_idx');
    table.index(['actor', 'at', 'position'], 'entry_actor_idx');
    table.index(['action', 'at', 'position'], 'entry_action_idx');
    table.index(['recorded_at'], 'entry_recorded_idx');
  });
  await knex.raw(
    `CREATE INDEX entry_correlation_idx ON entry (correlation_id)
      WHERE correlation_id IS NOT NULL`,
  );
  await knex.raw(
    `CREATE INDEX entry_refused_idx ON entry (at, position)
      WHERE outcome <> 'succeeded'`,
  );

  for (const [name, column] of [
    ['entry_site', 'site_ref'],
    ['entry_subject', 'ref'],
  ]) {
    await knex.schema.createTable(name, table => {
      table.text(column).notNullable();
      table.bigInteger('at').notNullable();
      table.bigInteger('position').notNullable();
      table.primary([column, 'at', 'position']);
      table.index(['position'], `${name}_position_idx`);
    });
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'entry_subject',
    'entry_site',
    'entry',
    'chain_head',
    'write_lock',
  ]) {
    await knex.schema.dropTable(table);
  }
};
