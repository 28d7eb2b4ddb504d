// @ts-check

/**
 * Endpoints, the events they are told of, and the record of every attempt.
 *
 * Instants are epoch milliseconds (UTC) in bigint columns. What is finished stays
 * in `delivery` and `attempt`, which grow; what is still to be sent has a row in
 * `delivery_queue`, which stays small: claiming costs the same whatever the log
 * holds. No schema is ever named, so that `pluginDivisionMode: schema` works.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const postgres = knex.client.config.client === 'pg';

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

  await knex.schema.createTable('event_type', table => {
    table.string('type', 100).primary();
    table.string('source', 64).notNullable();
    table.text('title').notNullable();
    table.text('description').notNullable();
    table.text('schema').notNullable();
    table.text('example').notNullable();
    table.bigInteger('updated_at').notNullable();
  });

  await knex.schema.createTable('endpoint', table => {
    table.uuid('id').primary();
    table.text('title').notNullable();
    table.text('description');
    table.text('url').notNullable();
    table.text('event_types').notNullable();
    table.string('scope_kind', 16).notNullable();
    table.string('scope_ref', 300);
    table.string('scope_site_ref', 300);
    table.string('site_ref', 300).comment('The site its scope is in, if any');
    table.text('headers').comment('Sealed: they may hold credentials');
    table.boolean('include_personal_data').notNullable();
    table.string('profile', 16).notNullable();
    table.string('owner', 300).notNullable();
    table.string('status', 16).notNullable();
    table.text('disabled_reason');
    table.integer('version').notNullable();
    table.string('created_by', 300).notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.bigInteger('deleted_at');
  });

  await knex.schema.createTable('endpoint_state', table => {
    table.comment('How an endpoint has been answering lately');
    table.uuid('endpoint_id').primary();
    table.integer('consecutive_failures').notNullable();
    table.bigInteger('failing_since');
    table
      .bigInteger('open_until')
      .comment('The breaker lets nothing pass until');
    table.bigInteger('last_success_at');
    table.bigInteger('last_failure_at');
    table.text('last_error');
  });

  await knex.schema.createTable('endpoint_secret', table => {
    table.uuid('id').primary();
    table.uuid('endpoint_id').notNullable();
    table.text('sealed').notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('expires_at').comment('Null for the current one');
    table.index(['endpoint_id'], 'endpoint_secret_endpoint_idx');
  });

  await knex.schema.createTable('event', table => {
    table.comment('What was announced, as it arrived, whoever is told of it');
    // The order in which events arrived, whenever deliveries of them are made.
    table.bigIncrements('ordinal');
    table.string('id', 64).notNullable().unique();
    table.string('source', 64).notNullable();
    table.string('type', 100).notNullable();
    table.bigInteger('occurred_at').notNullable();
    table.bigInteger('received_at').notNullable();
    table.text('body').notNullable().comment('The whole event as JSON');
    table.index(['received_at'], 'event_received_idx');
  });

  await knex.schema.createTable('delivery', table => {
    table.comment(
      'One event for one endpoint (legacy: for one resource of it)',
    );
    table.bigIncrements('position');
    table.uuid('id').notNullable().unique();
    table.uuid('endpoint_id').notNullable();
    table.string('event_id', 64).notNullable();
    table.string('event_type', 100).notNullable();
    table.string('resource_ref', 300).notNullable();
    table.text('batch_key');
    table.string('status', 16).notNullable();
    table.string('reason', 32);
    table.boolean('test').notNullable();
    table.boolean('superseded').notNullable();
    table.text('preceding').comment('Deliveries it did not wait for, as JSON');
    table.integer('attempts').notNullable();
    table.integer('last_status');
    table.string('last_error_class', 32);
    table.integer('last_duration_ms');
    table.bigInteger('created_at').notNullable();
    table.bigInteger('finished_at');
    table.unique(['endpoint_id', 'event_id', 'resource_ref'], {
      indexName: 'delivery_once_uq',
    });
    table.index(['endpoint_id', 'position'], 'delivery_endpoint_idx');
    table.index(['event_id'], 'delivery_event_idx');
    table.index(['created_at'], 'delivery_created_idx');
  });
  await knex.raw(
    `CREATE INDEX delivery_dead_idx ON delivery (endpoint_id, position) WHERE status = 'dead'`,
  );

  await knex.schema.createTable('delivery_event', table => {
    table.comment(
      'Further events of a delivery that holds several (legacy batch)',
    );
    table.bigInteger('position').notNullable();
    table.string('event_id', 64).notNullable();
    table.primary(['position', 'event_id']);
    table.index(['event_id'], 'delivery_event_event_idx');
  });

  await knex.schema.createTable('delivery_subject', table => {
    table.comment('What a delivery is about: for the log on an entity’s page');
    table.string('entity_ref', 300).notNullable();
    table.bigInteger('position').notNullable();
    table.primary(['entity_ref', 'position']);
    table.index(['position'], 'delivery_subject_position_idx');
  });

  await knex.schema.createTable('delivery_key', table => {
    table.comment('What a delivery is in order on; open until it is finished');
    table.uuid('endpoint_id').notNullable();
    table.string('key', 300).notNullable();
    table.boolean('open').notNullable();
    table.bigInteger('ordinal').notNullable().comment('Its event’s');
    table.bigInteger('position').notNullable();
    table.boolean('part').notNullable();
    table.index(['endpoint_id', 'key', 'open', 'ordinal'], 'delivery_key_idx');
    table.index(['position'], 'delivery_key_position_idx');
  });

  await knex.schema.createTable('delivery_queue', table => {
    table.comment('What is still to be sent');
    table.bigInteger('position').primary();
    table.uuid('endpoint_id').notNullable();
    table.bigInteger('due_at').notNullable();
    table
      .bigInteger('hold_until')
      .comment('Set while it waits for earlier ones');
    table.uuid('lease_token').comment('The attempt that is under way');
    table.integer('attempts').notNullable().comment('Attempts made, all told');
    table
      .integer('tries')
      .notNullable()
      .comment('Those that the schedule counts');
    table.string('trigger', 16).notNullable();
    table.string('actor', 300);
    table.index(
      ['endpoint_id', 'due_at', 'position'],
      'delivery_queue_due_idx',
    );
  });
  await knex.raw(
    `CREATE INDEX delivery_queue_held_idx ON delivery_queue (hold_until) WHERE hold_until IS NOT NULL`,
  );

  await knex.schema.createTable('attempt', table => {
    table.comment('Every request that was sent, or begun');
    table.uuid('id').primary();
    table.bigInteger('position').notNullable();
    table.integer('number').notNullable();
    table.string('trigger', 16).notNullable();
    table.string('actor', 300);
    table.bigInteger('started_at').notNullable();
    table.integer('duration_ms');
    table.string('outcome', 16).notNullable();
    table.boolean('fenced').notNullable();
    table.integer('status');
    table.string('error_class', 32);
    table.text('error_message');
    table.text('request_headers');
    table.text('request_body');
    table.text('response_headers');
    table.text('response_body');
    table.boolean('response_truncated');
    table.unique(['position', 'number'], { indexName: 'attempt_number_uq' });
  });

  await knex.schema.createTable('attempt_stats', table => {
    table.comment(
      'Attempts counted by 5 minutes and by latency, on a logarithmic scale',
    );
    table.uuid('endpoint_id').notNullable();
    table.bigInteger('bucket_at').notNullable();
    table.integer('latency_bucket').notNullable();
    table.integer('delivered').notNullable();
    table.integer('failed').notNullable();
    table.primary(['endpoint_id', 'bucket_at', 'latency_bucket']);
  });

  await knex.schema.createTable('callback', table => {
    table.comment('Reports of receivers, so that none counts twice');
    table.uuid('delivery_id').notNullable();
    table.string('digest', 64).notNullable();
    table.bigInteger('received_at').notNullable();
    table.bigInteger('handed_on_at');
    table.string('status', 16);
    table.text('body').notNullable();
    table.primary(['delivery_id', 'digest']);
    table.index(['received_at'], 'callback_received_idx');
  });

  await knex.schema.createTable('alias', table => {
    table.comment('Whole numbers for ids, which older receivers expect');
    table.increments('id');
    table.string('kind', 16).notNullable();
    table.string('ref', 300).notNullable();
    table.unique(['kind', 'ref'], { indexName: 'alias_ref_uq' });
  });

  if (postgres) {
    // Its rows come and go all the time; dead ones must not pile up.
    await knex.raw(
      `ALTER TABLE delivery_queue SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500)`,
    );
  }
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'alias',
    'callback',
    'attempt_stats',
    'attempt',
    'delivery_queue',
    'delivery_key',
    'delivery_subject',
    'delivery_event',
    'delivery',
    'event',
    'endpoint_secret',
    'endpoint_state',
    'endpoint',
    'event_type',
    'idempotency_key',
    'write_lock',
  ]) {
    await knex.schema.dropTable(table);
  }
};
