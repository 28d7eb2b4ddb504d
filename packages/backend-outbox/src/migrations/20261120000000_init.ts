import type { Knex } from 'knex';
import { createAppendFunction, dropAppendFunction } from './appendFunction';

// Instants are integers, milliseconds since 1970: the same on every database.

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('outbox_aggregate', table => {
    table.comment(
      'The last sequence given out; its row is the order of events',
    );
    table.text('aggregate').primary();
    table.bigInteger('last_sequence').notNullable();
  });

  await knex.schema.createTable('outbox_event', table => {
    table.comment('Domain events, written once and never changed');
    table.bigIncrements('pos');
    table.text('id').notNullable();
    table.text('aggregate').notNullable();
    table.bigInteger('sequence').notNullable();
    table.text('type').notNullable();
    table.integer('version').notNullable();
    table.bigInteger('occurred_at').notNullable();
    table.text('actor').notNullable();
    table.text('correlation_id');
    table.text('ordering_keys').notNullable().comment('A JSON array');
    table.text('refs').notNullable().comment('A JSON object');
    table.text('data').notNullable().comment('A JSON object');
    table.unique(['aggregate', 'sequence'], {
      indexName: 'outbox_event_aggregate_sequence_uniq',
    });
  });

  await knex.schema.createTable('outbox_sink', table => {
    table.comment('The sinks that every append makes work for');
    table.text('sink').primary();
    table.bigInteger('registered_at').notNullable();
  });

  await knex.schema.createTable('outbox_head', table => {
    table.comment('How far each sink has come in each aggregate');
    table.text('sink').notNullable();
    table.text('aggregate').notNullable();
    table.bigInteger('next_sequence').notNullable();
    table.bigInteger('last_sequence').notNullable();
    table
      .bigInteger('due_at')
      .comment(
        'When to be claimed; while leased, the end of the lease; or never',
      );
    table.text('lease_token');
    table.integer('attempts').notNullable().defaultTo(0);
    table.bigInteger('parked_at');
    table.text('last_error');
    table.primary(['sink', 'aggregate']);
  });
  await knex.raw(
    'CREATE INDEX outbox_head_due_idx ON outbox_head (sink, due_at) WHERE due_at IS NOT NULL',
  );
  await knex.raw(
    'CREATE INDEX outbox_head_parked_idx ON outbox_head (sink, parked_at) WHERE parked_at IS NOT NULL',
  );
  await createAppendFunction(knex);
}

export async function down(knex: Knex): Promise<void> {
  await dropAppendFunction(knex);
  await knex.schema.dropTable('outbox_head');
  await knex.schema.dropTable('outbox_sink');
  await knex.schema.dropTable('outbox_event');
  await knex.schema.dropTable('outbox_aggregate');
}
