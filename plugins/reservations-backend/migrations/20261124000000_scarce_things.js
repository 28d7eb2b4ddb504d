// @ts-check

/**
 * What booking scarce things adds to what is there: rules of a resource that
 * differ from its type's, rates, and what a booking knows of its series, its
 * project, its approval and its check-in.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('resource_type', table => {
    table.text('rates').notNullable().defaultTo('[]');
  });
  await knex.schema.alterTable('resource', table => {
    table.text('policies').notNullable().defaultTo('{}');
    table.text('rates').comment('JSON; null is the rates of its type');
  });
  await knex.schema.alterTable('booking', table => {
    table
      .string('project', 100)
      .comment('Code of the project it is charged to');
    table.uuid('series_id');
    table
      .bigInteger('occurrence_at')
      .comment('The start that its series gave it, whatever it was moved to');
    table
      .bigInteger('expires_at')
      .comment(
        'When a pending booking lapses, or an unattended one is given up',
      );
    table.bigInteger('checked_in_at');
    table
      .bigInteger('off_hours_at')
      .comment('When it is next ended for the night, unless it is kept');
    table.text('policy_override').comment('JSON { by, reason, codes }');
    table.index(['series_id', 'occurrence_at'], 'booking_series_idx');
    table.index(['project', 'end_at'], 'booking_project_idx');
  });
  for (const column of ['expires_at', 'off_hours_at']) {
    await knex.schema.raw(
      `CREATE INDEX booking_${column}_idx ON booking (${column}) WHERE ${column} IS NOT NULL`,
    );
  }
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const column of ['expires_at', 'off_hours_at']) {
    await knex.schema.raw(`DROP INDEX booking_${column}_idx`);
  }
  await knex.schema.alterTable('booking', table => {
    table.dropIndex(['series_id', 'occurrence_at'], 'booking_series_idx');
    table.dropIndex(['project', 'end_at'], 'booking_project_idx');
    table.dropColumns(
      'project',
      'series_id',
      'occurrence_at',
      'expires_at',
      'checked_in_at',
      'off_hours_at',
      'policy_override',
    );
  });
  await knex.schema.alterTable('resource', table => {
    table.dropColumns('policies', 'rates');
  });
  await knex.schema.alterTable('resource_type', table => {
    table.dropColumn('rates');
  });
};
