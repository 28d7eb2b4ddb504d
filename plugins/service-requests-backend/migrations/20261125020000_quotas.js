// @ts-check

/**
 * How much of each quota is taken: by services that were merged (`quota_use`),
 * and by requests that were handed in (`quota_hold`, as it would be after them).
 * A row of `quota_subject` stands for one limit of one owner, environment or
 * region, and is what whoever wants some of it locks. See src/quotas.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('quota_subject', table => {
    table.string('id', 600).primary();
    table.string('quota', 63).notNullable();
    table.string('owner', 300);
    table.string('environment', 63);
    table.string('region', 63);
    table.index(['owner'], 'quota_subject_owner_idx');
  });

  await knex.schema.createTable('quota_use', table => {
    table
      .string('subject_id', 600)
      .notNullable()
      .references('quota_subject.id');
    table.uuid('service_id').notNullable();
    table.double('amount').notNullable();
    table.primary(['subject_id', 'service_id']);
    table.index(['service_id'], 'quota_use_service_idx');
  });

  await knex.schema.createTable('quota_hold', table => {
    table
      .string('subject_id', 600)
      .notNullable()
      .references('quota_subject.id');
    table.uuid('request_id').notNullable();
    table.uuid('service_id').notNullable();
    table
      .double('amount')
      .notNullable()
      .comment('All that the service would take, not the difference');
    table.primary(['subject_id', 'request_id', 'service_id']);
    table.index(['request_id'], 'quota_hold_request_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of ['quota_hold', 'quota_use', 'quota_subject']) {
    await knex.schema.dropTable(table);
  }
};
