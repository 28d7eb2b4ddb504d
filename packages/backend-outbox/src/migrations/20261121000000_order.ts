import type { Knex } from 'knex';
import { replaceAppendFunction } from './appendFunction';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('outbox_order', table => {
    table.comment('Undelivered events of a sink by ordering key: OrderGate.ts');
    table.text('sink').notNullable();
    table.text('key').notNullable();
    table.integer('part').notNullable().comment('1: a part, 0: the whole');
    table.bigInteger('pos').notNullable();
    table.primary(['sink', 'key', 'part', 'pos']);
    table.index(['sink', 'pos'], 'outbox_order_pos_idx');
  });
  await knex.schema.alterTable('outbox_sink', table => {
    table.boolean('ordered').notNullable().defaultTo(false);
  });
  await knex.schema.alterTable('outbox_head', table => {
    table
      .bigInteger('waits_for')
      .comment('The position of the event whose delivery is waited for');
  });
  await knex.raw(
    'CREATE INDEX outbox_head_waits_idx ON outbox_head (sink, waits_for) WHERE waits_for IS NOT NULL',
  );
  await replaceAppendFunction(knex);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP INDEX outbox_head_waits_idx');
  await knex.schema.alterTable('outbox_head', table => {
    table.dropColumn('waits_for');
  });
  await knex.schema.alterTable('outbox_sink', table => {
    table.dropColumn('ordered');
  });
  await knex.schema.dropTable('outbox_order');
}
