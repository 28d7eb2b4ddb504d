// @ts-check

/**
 * What a control plane shows, and the sandbox that stands in for one.
 *
 * `observed_object` holds each object as last seen, without anything secret; a
 * name that came back under another UID remembers the one before. One backend
 * at a time observes: the one that holds the row of `control_plane`.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('observed_object', table => {
    table
      .string('identity', 700)
      .primary()
      .comment('group|kind|namespace|name');
    table.uuid('service_id').comment('Of its label; null without one');
    table.string('api_version', 330).notNullable();
    table.string('kind', 63).notNullable();
    table.string('uid', 64).notNullable();
    table.string('previous_uid', 64);
    table.string('resource_version', 64).notNullable();
    table.text('object').notNullable();
    table.bigInteger('seen_at').notNullable().comment('When it was as it is');
    table.bigInteger('gone_at');
    table.index(['service_id'], 'observed_object_service_idx');
    table.index(['gone_at'], 'observed_object_gone_idx');
  });

  await knex.schema.createTable('control_plane', table => {
    table.integer('id').primary();
    table.string('holder', 64).comment('The backend that observes');
    table.bigInteger('held_until').notNullable();
    table.boolean('reachable').notNullable();
    table.text('reason');
    table.bigInteger('reachable_since').notNullable();
    table.integer('kicks').notNullable();
  });
  await knex('control_plane').insert({
    id: 1,
    held_until: 0,
    reachable: false,
    reachable_since: 0,
    kicks: 0,
  });

  await knex.schema.createTable('control_plane_listing', table => {
    table.comment('When each kind was listed completely, last begun');
    table.string('kind', 400).primary();
    table.bigInteger('listed_at').notNullable();
  });

  await knex.schema.createTable('sandbox_object', table => {
    table.string('identity', 700).primary();
    table.uuid('uid').notNullable();
    table.uuid('service_id');
    table.text('manifest').notNullable();
    table.integer('generation').notNullable();
    table.text('provider').comment('What the provider has; null: nothing yet');
    table.bigInteger('created_at').notNullable();
    table.bigInteger('changed_at').notNullable();
    table.bigInteger('settled_at');
    table.bigInteger('deleted_at');
  });

  await knex.schema.createTable('sandbox_behaviour', table => {
    table.uuid('service_id').primary();
    table.string('behaviour', 16).notNullable();
    table.bigInteger('since').notNullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('sandbox_behaviour');
  await knex.schema.dropTable('sandbox_object');
  await knex.schema.dropTable('control_plane_listing');
  await knex.schema.dropTable('control_plane');
  await knex.schema.dropTable('observed_object');
};
