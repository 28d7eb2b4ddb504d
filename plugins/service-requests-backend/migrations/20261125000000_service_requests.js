// @ts-check

/**
 * Requests with their items, revisions, decisions and discussion; the pull
 * request of each revision; and the services that came of them.
 *
 * Instants are epoch milliseconds (UTC) in bigint columns, days are texts,
 * structured values are JSON texts. A row of `service_name` keeps a name from
 * being asked for twice, from a request's submission to its service's removal.
 * No schema is ever named, so that `pluginDivisionMode: schema` works.
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

  await knex.schema.createTable('idempotency_key', table => {
    table.string('principal', 300).notNullable();
    table.string('route', 100).notNullable();
    table.string('key', 200).notNullable();
    table.string('request_hash', 64).notNullable();
    table.text('response');
    table.bigInteger('created_at').notNullable();
    table.primary(['principal', 'route', 'key']);
    table.index(['created_at'], 'idempotency_key_created_idx');
  });

  await knex.schema.createTable('request', table => {
    table.uuid('id').primary();
    table.text('title').notNullable();
    table.string('environment', 63).notNullable();
    table.text('regions').notNullable();
    table.text('owner').notNullable();
    table.text('requested_by').notNullable();
    table.text('cost_centre');
    table.text('reason');
    table.string('end_date', 10);
    table.string('status', 20).notNullable();
    table.text('status_reason');
    table.bigInteger('status_since').notNullable();
    table.integer('revision').notNullable();
    table.integer('submitted_revision').comment('The last one handed in');
    table.bigInteger('submitted_at');
    table.bigInteger('due_at');
    table.text('claimed_by');
    table.text('claim_deputy');
    table.bigInteger('claimed_at');
    table.text('override');
    table.text('automatic').comment('Why the portal opened it by itself');
    table.integer('version').notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.index(['created_at', 'id'], 'request_created_idx');
    table.index(['status', 'due_at'], 'request_status_idx');
    table.index(['owner'], 'request_owner_idx');
    table.index(['requested_by'], 'request_requested_by_idx');
  });

  await knex.schema.createTable('request_party', table => {
    table.comment('Who may not decide on it: who asked, and who edited');
    table.uuid('request_id').notNullable().references('request.id');
    table.text('ref').notNullable();
    table.string('role', 16).notNullable();
    table.primary(['request_id', 'ref', 'role']);
  });

  await knex.schema.createTable('request_item', table => {
    table.uuid('id').primary();
    table.uuid('request_id').notNullable().references('request.id');
    table.integer('position').notNullable();
    table.string('offering', 63).notNullable();
    table.integer('offering_version').notNullable();
    table.string('operation', 16).notNullable();
    table.text('name').notNullable();
    table.text('parameters').notNullable();
    table.text('target_ref');
    table.text('confirm');
    table.text('placements').notNullable();
    table.unique(['request_id', 'position']);
    table.index(['offering'], 'request_item_offering_idx');
  });

  await knex.schema.createTable('request_service', table => {
    table.comment('Which services a request makes, changes or removes');
    table.uuid('request_id').notNullable().references('request.id');
    table.uuid('service_id').notNullable();
    table.primary(['request_id', 'service_id']);
    table.index(['service_id'], 'request_service_service_idx');
  });

  await knex.schema.createTable('request_revision', table => {
    table.uuid('request_id').notNullable().references('request.id');
    table.integer('revision').notNullable();
    table.string('manifest_hash', 64).notNullable();
    table.string('base_sha', 64).notNullable();
    table.text('files').notNullable();
    table.text('assessment').notNullable();
    table.text('created_by').notNullable();
    table.bigInteger('created_at').notNullable();
    table.primary(['request_id', 'revision']);
  });

  await knex.schema.createTable('request_decision', table => {
    table.uuid('id').primary();
    table.uuid('request_id').notNullable().references('request.id');
    table.integer('revision').notNullable();
    table.string('manifest_hash', 64).notNullable();
    table.text('reviewer').notNullable();
    table.string('decision', 20).notNullable();
    table.text('comment');
    table.text('void');
    table.bigInteger('at').notNullable();
    table.index(['request_id', 'at'], 'request_decision_request_idx');
  });

  await knex.schema.createTable('request_comment', table => {
    table.uuid('id').primary();
    table.uuid('request_id').notNullable().references('request.id');
    table.integer('revision').notNullable();
    table.text('author').notNullable();
    table.text('body').notNullable();
    table.bigInteger('at').notNullable();
    table.index(['request_id', 'at'], 'request_comment_request_idx');
  });

  await knex.schema.createTable('request_step', table => {
    table.comment('What happened to a request, for its timeline');
    table.uuid('id').primary();
    table.uuid('request_id').notNullable().references('request.id');
    table.integer('position').notNullable();
    table.string('type', 64).notNullable();
    table.text('actor').notNullable();
    table.integer('revision').notNullable();
    table.string('status', 20).notNullable();
    table.text('text');
    table.bigInteger('at').notNullable();
    table.unique(['request_id', 'position']);
  });

  await knex.schema.createTable('change_set', table => {
    table.comment('The branch and pull request of one revision');
    table.uuid('request_id').notNullable().references('request.id');
    table.integer('revision').notNullable();
    table.string('state', 16).notNullable();
    table.text('branch');
    table.text('pull_request_id');
    table.text('url');
    table.string('head_sha', 64);
    table.string('base_sha', 64);
    table.boolean('mergeable');
    table.string('merge_sha', 64);
    table.bigInteger('merged_at');
    table.text('merged_by');
    table.text('problem');
    table.integer('attempts').notNullable().defaultTo(0);
    table.bigInteger('due_at').comment('When to look at it again; null: done');
    table.uuid('lease_token');
    table.primary(['request_id', 'revision']);
    table.index(['due_at'], 'change_set_due_idx');
  });

  await knex.schema.createTable('service_name', table => {
    table.string('environment', 63).notNullable();
    table.string('region', 63).notNullable();
    table.string('name', 63).notNullable();
    table.uuid('service_id').notNullable();
    table.uuid('request_id').notNullable();
    table.primary(['environment', 'region', 'name']);
    table.index(['request_id'], 'service_name_request_idx');
    table.index(['service_id'], 'service_name_service_idx');
  });

  await knex.schema.createTable('service', table => {
    table.uuid('id').primary();
    table.text('entity_ref').notNullable();
    table.string('name', 63).notNullable();
    table.string('offering', 63).notNullable();
    table.integer('offering_version').notNullable();
    table.string('environment', 63).notNullable();
    table.boolean('production').notNullable();
    table.string('region', 63).notNullable();
    table.text('owner').notNullable();
    table.text('cost_centre');
    table.uuid('request_id').notNullable();
    table.uuid('change_request_id');
    table.string('phase', 16).notNullable().comment('create, change, remove');
    table.string('status', 20).notNullable();
    table.text('status_reason');
    table.bigInteger('status_since').notNullable();
    table.bigInteger('merged_at').notNullable();
    table.text('parameters').notNullable();
    table.text('judgement').notNullable();
    table.text('endpoint');
    table.boolean('drifted').notNullable().defaultTo(false);
    table.boolean('secret_overdue').notNullable().defaultTo(false);
    table.string('end_date', 10);
    table.integer('warned_days');
    table.float('cost');
    table.string('currency', 3);
    table.bigInteger('ready_at');
    table.bigInteger('removed_at');
    table.integer('version').notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.index(['name', 'id'], 'service_name_idx');
    table.index(['entity_ref'], 'service_entity_idx');
    table.index(['owner'], 'service_owner_idx');
    table.index(['status'], 'service_status_idx');
    table.index(['end_date'], 'service_end_date_idx');
  });

  await knex.schema.createTable('service_change', table => {
    table.uuid('id').primary();
    table.uuid('service_id').notNullable().references('service.id');
    table.uuid('request_id').notNullable();
    table.string('operation', 16).notNullable();
    table.text('actor');
    table.text('changes').notNullable();
    table.bigInteger('at').notNullable();
    table.bigInteger('applied_at');
    table.unique(['service_id', 'request_id']);
    table.index(['service_id', 'at'], 'service_change_service_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'service_change',
    'service',
    'service_name',
    'change_set',
    'request_step',
    'request_comment',
    'request_decision',
    'request_revision',
    'request_service',
    'request_item',
    'request_party',
    'request',
    'idempotency_key',
    'write_lock',
  ]) {
    await knex.schema.dropTable(table);
  }
};
