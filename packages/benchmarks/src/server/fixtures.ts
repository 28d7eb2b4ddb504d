import { randomUUID } from 'node:crypto';
import type { ReservationsServices } from '@callboard/backstage-plugin-reservations-backend';
import type { Knex } from 'knex';
import { resourceName, resourceRef } from '../slots';

/** The things that are booked, and for each a booking that bare claims name. */
export interface Fixtures {
  resourceIds: string[];
  bookingIds: string[];
}

const ADMIN = {
  actor: 'user:default/admin',
  // The services below the permissions do not look at credentials.
  credentials: { $$type: '@backstage/BackstageCredentials', principal: {} },
};

/**
 * A public site with exclusive resources of one type. The site and the type are
 * made as an administrator makes them, the resources as rows: a thousand of
 * them are no part of any figure.
 */
export async function createFixtures(
  knex: Knex,
  services: ReservationsServices,
  count: number,
): Promise<Fixtures> {
  const context = ADMIN as never;
  const site = await services.sites.create(
    { name: 'bench', title: 'Bench', timeZone: 'Europe/Rome' },
    context,
  );
  const type = await services.types.create(
    { name: 'bench', title: 'Bench', colour: '#1f6feb' },
    context,
  );
  const now = Date.now();
  const resources = Array.from({ length: count }, (_, index) => ({
    id: randomUUID(),
    entity_ref: resourceRef(index),
    name: resourceName(index),
    title: `Bench ${index}`,
    site_id: site.id,
    type_id: type.id,
    status: 'active',
    attributes: '{}',
    managed_by: 'callboard',
    version: 1,
    created_at: now,
    updated_at: now,
  }));
  const bookings = resources.map(resource => ({
    id: randomUUID(),
    version: 1,
    title: 'What bare claims belong to',
    start_at: now,
    end_at: now + 1,
    time_zone: 'Europe/Rome',
    status: 'cancelled',
    owner: ADMIN.actor,
    booked_by: ADMIN.actor,
    setup_minutes: 0,
    teardown_minutes: 0,
    site_id: site.id,
    multi_site: false,
    resources: JSON.stringify([{ id: resource.id, units: 1 }]),
    participants: '[]',
    parameters: '{}',
    notices: '[]',
    created_at: now,
    updated_at: now,
  }));
  await knex.transaction(async trx => {
    await trx('inventory_revision').increment('n', 1);
    await trx.batchInsert(
      'inventory_ref',
      resources.map(({ id, entity_ref }) => ({ id, entity_ref })),
      50,
    );
    await trx.batchInsert('resource', resources, 50);
    await trx.batchInsert('booking', bookings, 50);
  });
  return {
    resourceIds: resources.map(resource => resource.id),
    bookingIds: bookings.map(booking => booking.id),
  };
}
