// @ts-check

/**
 * What usage reports need besides what is there: until when a booking was to
 * last that was ended before its time, and which reports have been sent to whom
 * for which period.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('booking', table => {
    table
      .bigInteger('planned_end_at')
      .comment('Where it was ended before its time while it ran');
  });
  await knex.schema.raw(
    `CREATE INDEX booking_planned_end_at_idx ON booking (planned_end_at) WHERE planned_end_at IS NOT NULL`,
  );
  await knex.schema.alterTable('site', table => {
    table
      .string('usage_reports', 16)
      .comment('off, weekly or monthly; null is as configured');
  });
  await knex.schema.createTable('usage_report_sent', table => {
    table.comment('So that each report goes out once');
    table
      .uuid('site_id')
      .notNullable()
      .references('id')
      .inTable('site')
      .onDelete('CASCADE');
    table.string('period', 32).notNullable().comment('2027-W11 or 2027-03');
    table.bigInteger('claimed_at').notNullable();
    table.bigInteger('sent_at');
    table.primary(['site_id', 'period']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('usage_report_sent');
  await knex.schema.alterTable('site', table => {
    table.dropColumn('usage_reports');
  });
  await knex.schema.raw(`DROP INDEX booking_planned_end_at_idx`);
  await knex.schema.alterTable('booking', table => {
    table.dropColumn('planned_end_at');
  });
};
