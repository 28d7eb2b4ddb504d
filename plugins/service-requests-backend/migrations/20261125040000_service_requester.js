// @ts-check

/**
 * Who asked for a service, which may be somebody else than its owner: a service
 * account asks for who answers for it.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('service', table => {
    table.text('requested_by').notNullable().defaultTo('');
  });
  await knex('service').update({
    requested_by: knex.raw(
      "coalesce((select request.requested_by from request where request.id = service.request_id), '')",
    ),
  });
  await knex.schema.alterTable('service', table => {
    table.index(['requested_by'], 'service_requested_by_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('service', table => {
    table.dropIndex(['requested_by'], 'service_requested_by_idx');
  });
  await knex.schema.alterTable('service', table => {
    table.dropColumn('requested_by');
  });
};
