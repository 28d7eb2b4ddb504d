import type {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { NewDomainEvent } from '@callboard/backend-outbox';
import { type BookingEventType, bookingEvent } from '../bookings/bookingEvent';
import { BookingStore } from '../bookings/BookingStore';
import { type Reader, readNow } from '@callboard/backend-database';
import type { Inventory } from '../domain/Inventory';
import type { ReservationsServices } from '../services';
import { type DemoFile, refOf } from './demoFile';
import type { DemoBooking } from './Diary';
import { generateBookings } from './generateBookings';

type Services = Pick<
  ReservationsServices,
  'database' | 'inventory' | 'resources' | 'sites' | 'types'
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
    const loaded = await this.#loadBookings(file);
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

  async #loadBookings(file: DemoFile): Promise<number> {
    const { database, inventory } = this.#services;
    const known = await inventory.latest();
    return database.write(async tx => {
      const now = await readNow(tx);
      const generated = generateBookings({ file, inventory: known, now });
      for (const { booking, claims } of generated) {
        await this.#bookings.insert(tx, booking, claims);
      }
      await database.outbox.append(
        tx.knex,
        generated.flatMap(one => eventsOf(one, known)),
      );
      return generated.length;
    });
  }
}

function eventsOf(
  { booking }: DemoBooking,
  inventory: Inventory,
): NewDomainEvent[] {
  if (booking.status !== 'confirmed' && booking.status !== 'active') {
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
