// @ts-check

/**
 * Who waits for which time, and the holds that keep it while they answer.
 *
 * A hold is a booking without a promise: a pending row with claims, so that
 * everything which keeps bookings apart keeps holds apart too. `hold_of` names
 * the entry that it is for, and is cleared when that becomes a booking.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('waitlist_entry', table => {
    table.bigIncrements('place').comment('Whoever is lower is first');
    table.uuid('id').notNullable().unique();
    table.integer('version').notNullable();
    table.string('owner', 300).notNullable();
    table.string('booked_by', 300).notNullable();
    table
      .uuid('resource_id')
      .references('id')
      .inTable('resource')
      .comment('Null where any of a type in the site will do');
    table
      .uuid('type_id')
      .notNullable()
      .references('id')
      .inTable('resource_type');
    table.uuid('site_id').notNullable().references('id').inTable('site');
    table.integer('units').notNullable();
    table.bigInteger('from_at').notNullable();
    table.bigInteger('until_at').notNullable();
    table.bigInteger('length_ms').notNullable();
    table.string('time_zone', 64).notNullable();
    table.text('title').notNullable();
    table.text('purpose');
    table.text('parameters').notNullable();
    table.text('participants').notNullable();
    table.string('project', 100);
    table.string('status', 16).notNullable();
    table.text('status_reason');
    table.bigInteger('offered_at');
    table.bigInteger('offer_until');
    table
      .uuid('booking_id')
      .comment('The hold while it is offered, the booking once accepted');
    table.bigInteger('created_at').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.index(['owner', 'status'], 'waitlist_owner_idx');
    table.index(['booked_by', 'status'], 'waitlist_booked_by_idx');
    table.index(['booking_id'], 'waitlist_booking_idx');
  });
  for (const [column, status] of [
    ['resource_id', 'waiting'],
    ['type_id', 'waiting'],
    ['offer_until', 'offered'],
  ]) {
    await knex.schema.raw(
      `CREATE INDEX waitlist_${column}_idx ON waitlist_entry (${column}) WHERE status = '${status}'`,
    );
  }
  await knex.schema.alterTable('booking', table => {
    table.uuid('hold_of').comment('The waitlist entry it is held for');
  });
  await knex.schema.raw(
    'CREATE UNIQUE INDEX booking_hold_of_idx ON booking (hold_of) WHERE hold_of IS NOT NULL',
  );
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex('booking').whereNotNull('hold_of').delete();
  await knex.schema.raw('DROP INDEX booking_hold_of_idx');
  await knex.schema.alterTable('booking', table => {
    table.dropColumn('hold_of');
  });
  await knex.schema.dropTable('waitlist_entry');
};
