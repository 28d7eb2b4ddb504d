import type {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  EVENTS_SINK_ID,
  type NewDomainEvent,
  NOTIFICATIONS_SINK_ID,
} from '@callboard/backend-outbox';
import { type BookingEventType, bookingEvent } from '../bookings/bookingEvent';
import { BookingStore } from '../bookings/BookingStore';
import { type Reader, readNow } from '@callboard/backend-database';
import type { Inventory } from '../domain/Inventory';
import { DAY_MS } from '../domain/intervals';
import type { ReservationsServices } from '../services';
import { maintenanceDuring } from '../domain/maintenance';
import { type DemoFile, refOf } from './demoFile';
import type { DemoBooking } from './Diary';
import { generateBookings } from './generateBookings';
import { loadCertifications } from './loadCertifications';
import { loadMaintenance } from './loadMaintenance';
import { loadSeries } from './loadSeries';
import { loadWaitlist } from './loadWaitlist';
import { loadProjects, setBudgets } from './loadProjects';

type Services = Pick<
  ReservationsServices,
  | 'accessGrants'
  | 'certifications'
  | 'database'
  | 'inventory'
  | 'maintenance'
  | 'problems'
  | 'projects'
  | 'resources'
  | 'series'
  | 'sites'
  | 'types'
  | 'waitlist'
>;

/**
 * Fills an empty database with the demo.
 *
 * The inventory goes through the services, as if an administrator had typed it;
 * the bookings, which reach into the past, are written as rows, all of them in
 * one transaction. That transaction is the last step and marks the end: as long
 * as there is no booking, an interrupted start is taken up where it stopped, and
 * from then on everything belongs to the people who use it.
 *
 * Only what still holds time has claims and events, those it would have had:
 * created, set up if its setup has begun, and started if it is active. History is silent, so that no sink has
 * to swallow, and nobody is told of, what never happened.
 */
export class DemoLoader {
  readonly #services: Services;
  readonly #credentials: BackstageCredentials;
  readonly #logger: LoggerService;
  readonly #bookings = new BookingStore();

  private constructor(options: {
    services: Services;
    credentials: BackstageCredentials;
    logger: LoggerService;
  }) {
    this.#services = options.services;
    this.#credentials = options.credentials;
    this.#logger = options.logger;
  }

  static create(options: {
    services: Services;
    /** The plugin's own. */
    credentials: BackstageCredentials;
    logger: LoggerService;
  }): DemoLoader {
    return new DemoLoader(options);
  }

  /** Says whether it has loaded anything. */
  async load(file: DemoFile): Promise<boolean> {
    const { database, inventory, sites } = this.#services;
    if (await database.read(hasBookings)) {
      return false;
    }
    const siteRefs = new Set(file.sites.map(site => refOf(site.name)));
    const present = await sites.list({ archived: true, limit: 500 });
    if (present.items.some(site => !siteRefs.has(site.entityRef))) {
      this.#logger.warn(
        'No demo data is loaded: the database has sites of its own',
      );
      return false;
    }
    await this.#loadInventory(file, await inventory.latest());
    await this.#loadGrants(file, await inventory.latest());
    const context = { credentials: this.#credentials, actor: 'system' };
    await loadCertifications(this.#services, file, context);
    await loadProjects(this.#services, file, context);
    await loadMaintenance(this.#services, file, context);
    await loadWaitlist(this.#services, file, context);
    const loaded = await this.#loadBookings(file);
    await loadSeries(this.#services, file, context);
    // The first sink there is gets all of it, those that come later do not: so
    // nobody finds weeks of invented bookings among what they are told.
    for (const id of [EVENTS_SINK_ID, NOTIFICATIONS_SINK_ID]) {
      await database.outbox.registerSinks([{ id, start: 'now' }]);
    }
    this.#logger.info(
      `Loaded the demo: ${file.resources.length} resources, ${loaded} bookings`,
    );
    return true;
  }

  async #loadInventory(file: DemoFile, found: Inventory): Promise<void> {
    const { sites, types, resources } = this.#services;
    const context = { credentials: this.#credentials, actor: 'system' };
    for (const site of file.sites) {
      if (!found.siteByRef(refOf(site.name))) {
        await sites.create(site, context);
      }
    }
    for (const type of file.types) {
      if (!found.typeByName(type.name)) {
        await types.create(type, context);
      }
    }
    for (const resource of file.resources) {
      if (!found.resourceByRef(refOf(resource.name))) {
        await resources.create(resource, context);
      }
    }
  }

  async #loadGrants({ grants }: DemoFile, known: Inventory): Promise<void> {
    const { accessGrants, database } = this.#services;
    const context = { credentials: this.#credentials, actor: 'system' };
    for (const { subject, resource: name, days, reason } of grants) {
      const resource = known.resourceByRef(refOf(name));
      const found = await accessGrants.list({
        subjectRefs: [subject],
        limit: 1,
      });
      if (resource && found.items.length === 0) {
        const { id, entityRef, title, site } = resource;
        await accessGrants.create(
          {
            subjectRef: subject,
            siteId: site.id,
            siteRef: site.entityRef,
            siteTitle: site.title,
            resource: { id, entityRef, title },
            until: (await database.read(readNow)) + days * DAY_MS,
            reason,
          },
          context,
        );
      }
    }
  }

  async #loadBookings(file: DemoFile): Promise<number> {
    const { database, inventory } = this.#services;
    const known = await inventory.latest();
    return database.write(async tx => {
      const now = await readNow(tx);
      const generated = generateBookings({
        file,
        inventory: known,
        now,
      }).filter(({ booking }) => !isInMaintenance(booking, known));
      for (const { booking, claims, plannedEnd } of generated) {
        await this.#bookings.insert(tx, booking, claims);
        if (plannedEnd !== undefined) {
          await tx
            .knex('booking')
            .where({ id: booking.id })
            .update({ planned_end_at: plannedEnd });
        }
      }
      await setBudgets(tx, file, known);
      await database.outbox.append(
        tx.knex,
        generated.flatMap(one => eventsOf(one, known)),
      );
      return generated.length;
    });
  }
}

function isInMaintenance(
  { resources, startAt, endAt }: DemoBooking['booking'],
  inventory: Inventory,
): boolean {
  return resources.some(({ id }) => {
    const resource = inventory.resource(id);
    const time = { start: startAt, end: endAt };
    return resource && maintenanceDuring(resource, time, inventory).length > 0;
  });
}

function eventsOf(
  { booking }: DemoBooking,
  inventory: Inventory,
): NewDomainEvent[] {
  const { status } = booking;
  if (status === 'pending') {
    return [
      bookingEvent('booking.created', booking.bookedBy, booking, inventory),
    ];
  }
  if (status !== 'confirmed' && status !== 'active') {
    return [];
  }
  const created = bookingEvent(
    'booking.created',
    booking.bookedBy,
    {
      ...booking,
      status: 'confirmed',
      version: 1,
      updatedAt: booking.createdAt,
    },
    inventory,
  );
  const types: BookingEventType[] = [
    ...(booking.resources.some(unit => unit.setUp)
      ? (['booking.setup_started'] as const)
      : []),
    ...(booking.status === 'active' ? (['booking.started'] as const) : []),
  ];
  return [
    created,
    ...types.map(type => bookingEvent(type, 'system', booking, inventory)),
  ];
}

async function hasBookings(db: Reader): Promise<boolean> {
  return (await db.knex('booking').first('id')) !== undefined;
}
