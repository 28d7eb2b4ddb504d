// @ts-check

/**
 * The inventory, the bookings on it, and the claims that keep bookings apart.
 *
 * Instants are epoch milliseconds (UTC) in bigint columns: one shape on every
 * database, and `int8range` compares them. No schema is ever named, so that
 * `pluginDivisionMode: schema` works.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const postgres = knex.client.config.client === 'pg';

  await knex.schema.createTable('inventory_revision', table => {
    table.comment('One row, raised by every change of the inventory');
    table.bigInteger('n').notNullable();
  });
  await knex('inventory_revision').insert({ n: 1 });

  await knex.schema.createTable('inventory_ref', table => {
    table.comment('Entity refs in use by sites and resources together');
    table.string('entity_ref', 300).primary();
    table.uuid('id').notNullable();
  });

  await knex.schema.createTable('site', table => {
    table.uuid('id').primary();
    table.string('entity_ref', 300).notNullable().unique();
    table.string('name', 63).notNullable();
    table.text('title').notNullable();
    table.text('description');
    table.string('visibility', 16).notNullable();
    table.string('time_zone', 64).notNullable();
    table.text('opening_hours').notNullable();
    table.integer('version').notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.bigInteger('archived_at');
  });

  await knex.schema.createTable('site_member', table => {
    table.comment('User and group entity refs with a role on a site');
    table
      .uuid('site_id')
      .notNullable()
      .references('id')
      .inTable('site')
      .onDelete('CASCADE');
    table.string('ref', 300).notNullable();
    table.string('role', 16).notNullable();
    table.primary(['site_id', 'role', 'ref']);
    table.index(['ref', 'role', 'site_id'], 'site_member_ref_idx');
  });

  await knex.schema.createTable('resource_type', table => {
    table.uuid('id').primary();
    table.string('name', 63).notNullable();
    table.string('name_key', 63).notNullable().unique();
    table.text('title').notNullable();
    table.text('description');
    table.uuid('site_id').references('id').inTable('site');
    table.string('colour', 7).notNullable();
    table.integer('setup_minutes').notNullable();
    table.integer('teardown_minutes').notNullable();
    table.text('instructions');
    table.text('attributes_schema').notNullable();
    table.text('booking_parameters_schema').notNullable();
    table.text('policy_defaults').notNullable();
    table.integer('version').notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('updated_at').notNullable();
  });

  await knex.schema.createTable('resource', table => {
    table.uuid('id').primary();
    table.string('entity_ref', 300).notNullable().unique();
    table.string('name', 63).notNullable();
    table.text('title').notNullable();
    table.text('description');
    table.uuid('site_id').notNullable().references('id').inTable('site');
    table
      .uuid('type_id')
      .notNullable()
      .references('id')
      .inTable('resource_type');
    table.uuid('parent_id').references('id').inTable('resource');
    table.string('status', 16).notNullable();
    table.text('status_reason');
    table.integer('capacity').comment('Units of a pool; null is exclusive');
    table.string('owner', 300);
    table.text('location');
    table.text('attributes').notNullable();
    table.string('managed_by', 16).notNullable();
    table.integer('version').notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.bigInteger('archived_at');
    table.index(['site_id']);
    table.index(['type_id']);
    table.index(['parent_id']);
  });

  await knex.schema.createTable('booking', table => {
    table.uuid('id').primary();
    table.integer('version').notNullable();
    table.text('title').notNullable();
    table.text('purpose');
    table.bigInteger('start_at').notNullable();
    table.bigInteger('end_at').notNullable();
    table.string('time_zone', 64).notNullable();
    table.string('status', 16).notNullable();
    table.text('status_reason');
    table.string('owner', 300).notNullable();
    table.string('booked_by', 300).notNullable();
    table.integer('setup_minutes').notNullable();
    table.integer('teardown_minutes').notNullable();
    table.uuid('site_id').notNullable().references('id').inTable('site');
    table.boolean('multi_site').notNullable();
    table
      .text('resources')
      .notNullable()
      .comment('JSON [{ id, units, setupMinutes, teardownMinutes }]');
    table.text('participants').notNullable();
    table.text('parameters').notNullable();
    table.text('notices').notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.index(['start_at', 'id'], 'booking_order_idx');
    table.index(['end_at', 'start_at'], 'booking_window_idx');
    table.index(['owner', 'end_at'], 'booking_owner_idx');
    table.index(['booked_by', 'end_at'], 'booking_booked_by_idx');
  });
  // What the lifecycle engine is due to start and to end.
  await knex.schema.raw(
    `CREATE INDEX booking_start_due_idx ON booking (start_at) WHERE status = 'confirmed'`,
  );
  await knex.schema.raw(
    `CREATE INDEX booking_end_due_idx ON booking (end_at) WHERE status = 'active'`,
  );

  await knex.schema.createTable('booking_resource', table => {
    table.comment(
      'Finds bookings by resource; booking.resources is what is read',
    );
    table
      .uuid('booking_id')
      .notNullable()
      .references('id')
      .inTable('booking')
      .onDelete('CASCADE');
    table
      .uuid('resource_id')
      .notNullable()
      .references('id')
      .inTable('resource');
    table.bigInteger('start_at').notNullable();
    table.bigInteger('end_at').notNullable();
    table.primary(['booking_id', 'resource_id']);
    table.index(
      ['resource_id', 'end_at', 'start_at'],
      'booking_resource_window_idx',
    );
  });

  await knex.schema.createTable('booking_participant', table => {
    table.comment('Finds bookings by participant');
    table
      .uuid('booking_id')
      .notNullable()
      .references('id')
      .inTable('booking')
      .onDelete('CASCADE');
    table.string('ref', 300).notNullable();
    table.primary(['ref', 'booking_id']);
    table.index(['booking_id']);
  });

  await knex.schema.createTable('claim', table => {
    table.comment('What a booking takes: see src/domain/claims.ts');
    table.bigIncrements('id');
    table
      .uuid('booking_id')
      .notNullable()
      .references('id')
      .inTable('booking')
      .onDelete('CASCADE');
    table
      .uuid('resource_id')
      .notNullable()
      .references('id')
      .inTable('resource');
    table.boolean('whole').notNullable();
    table.boolean('exclusive').notNullable();
    table.integer('units').notNullable();
    table.bigInteger('from_at').notNullable();
    table.bigInteger('until_at').notNullable();
    table.index(['booking_id'], 'claim_booking_idx');
    table.index(['resource_id', 'whole', 'until_at'], 'claim_window_idx');
  });

  if (postgres) {
    await requireBtreeGist(knex);
    // Two overlapping claims on an exclusive resource exclude each other unless
    // both are part claims: a whole claim covers every id, a part claim its own.
    await knex.schema.raw(`
      ALTER TABLE claim ADD CONSTRAINT claim_no_overlap EXCLUDE USING gist (
        resource_id WITH =,
        (CASE WHEN whole THEN int8range(NULL, NULL) ELSE int8range(id, id + 1) END) WITH &&,
        int8range(from_at, until_at) WITH &&
      ) WHERE (exclusive)
    `);
  } else {
    await knex.schema.createTable('write_lock', table => {
      table.comment('Updated first by every write transaction (SQLite)');
      table.bigInteger('n').notNullable();
    });
    await knex('write_lock').insert({ n: 0 });
    for (const event of ['INSERT', 'UPDATE']) {
      await knex.schema.raw(`
        CREATE TRIGGER claim_no_overlap_${event.toLowerCase()} BEFORE ${event} ON claim
        WHEN NEW.exclusive = 1 AND EXISTS (
          SELECT 1 FROM claim WHERE claim.resource_id = NEW.resource_id
            AND claim.exclusive = 1 AND claim.id IS NOT NEW.id
            AND (claim.whole = 1 OR NEW.whole = 1)
            AND claim.from_at < NEW.until_at AND claim.until_at > NEW.from_at
        )
        BEGIN SELECT RAISE(ABORT, 'claim_no_overlap'); END
      `);
    }
  }

  await knex.schema.createTable('idempotency_key', table => {
    table.comment('Answers to replay, for 24 hours');
    table.string('principal', 300).notNullable();
    table.string('route', 100).notNullable();
    table.string('key', 200).notNullable();
    table.string('request_hash', 64).notNullable();
    table.text('response');
    table.bigInteger('created_at').notNullable();
    table.primary(['principal', 'route', 'key']);
    table.index(['created_at']);
  });
};

/** @param {import('knex').Knex} knex */
async function requireBtreeGist(knex) {
  try {
    await knex.schema.raw('CREATE EXTENSION IF NOT EXISTS btree_gist');
  } catch (error) {
    throw new Error(
      'Callboard reservations need the PostgreSQL extension btree_gist, which ' +
        'keeps bookings from overlapping. It comes with PostgreSQL (package ' +
        'postgresql-contrib); let an owner of the database run ' +
        `"CREATE EXTENSION btree_gist" once. PostgreSQL said: ${error}`,
    );
  }
}

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'idempotency_key',
    'claim',
    'booking_participant',
    'booking_resource',
    'booking',
    'resource',
    'resource_type',
    'site_member',
    'site',
    'inventory_ref',
    'inventory_revision',
    'write_lock',
  ]) {
    await knex.schema.dropTableIfExists(table);
  }
};
