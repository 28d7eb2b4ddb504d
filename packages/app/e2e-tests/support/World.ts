import { randomBytes } from 'node:crypto';
import {
  type Booking,
  HOLDING_STATUSES,
  ifMatch,
  type NewBooking,
  type NewResource,
  type NewSite,
  type Resource,
  type ReservationsClient,
  type Site,
} from '@callboard/backstage-plugin-reservations-common';
import { DateTime } from 'luxon';
import { apiOf } from './api';

const ZONE = 'Europe/Rome';
const WEEKS_AHEAD = 30;

/**
 * A site of one test's own, in a portal that others use at the same time: what
 * stands there, and a week far from everybody else's. `remove` takes it out of
 * sight again.
 */
export class World {
  readonly site: Site;
  readonly #admin: ReservationsClient;
  readonly #suffix: string;
  /** Monday of the week in which the test's bookings are. */
  readonly monday: DateTime;

  private constructor(admin: ReservationsClient, site: Site, suffix: string) {
    this.#admin = admin;
    this.site = site;
    this.#suffix = suffix;
    const monday = DateTime.now()
      .setZone(ZONE)
      .plus({ weeks: WEEKS_AHEAD })
      .startOf('week');
    const next = monday.plus({ weeks: 1 });
    // A week of seven times 24 hours: not one in which the clock changes.
    this.monday = next.offset === monday.offset ? monday : next;
  }

  static async create(more: Partial<NewSite> = {}): Promise<World> {
    const admin = apiOf('admin');
    const suffix = randomBytes(3).toString('hex');
    const { data } = await admin.POST('/sites', {
      body: {
        name: `walk-${suffix}`,
        title: `Walk ${suffix}`,
        timeZone: ZONE,
        ...more,
      },
    });
    return new World(admin, data!, suffix);
  }

  /** A title that nothing else has. */
  title(of: string): string {
    return `${of} ${this.#suffix}`;
  }

  /** Something to book, of a type that asks nothing and limits little. */
  async resource(
    title: string,
    more: Partial<NewResource> = {},
  ): Promise<Resource> {
    const own = this.title(title);
    const { data } = await this.#admin.POST('/resources', {
      body: {
        name: own.toLocaleLowerCase().replace(/\W+/g, '-'),
        title: own,
        siteRef: this.site.entityRef,
        type: 'build-server',
        ...more,
      },
    });
    return data!;
  }

  /** `10:30` on a day of the test's week, Monday being 0. */
  at(day: number, time: string): DateTime {
    const [hour, minute] = time.split(':').map(Number);
    return this.monday.plus({ days: day }).set({ hour, minute });
  }

  /** That time as the API takes and gives it. */
  iso(day: number, time: string): string {
    return instant(this.at(day, time));
  }

  async book(persona: string, booking: NewBooking): Promise<Booking> {
    const { data } = await apiOf(persona).POST('/bookings', { body: booking });
    return data!;
  }

  /** What is booked here, as the administrator sees it. */
  async bookings(): Promise<Booking[]> {
    const { data } = await this.#admin.GET('/bookings', {
      params: {
        query: {
          site: [this.site.entityRef],
          status: [...HOLDING_STATUSES],
        },
      },
    });
    return data!.items;
  }

  /** The address of a page with this site chosen, and more in its query. */
  address(page: string, query: Record<string, string> = {}): string {
    const all = { site: this.site.entityRef, tz: ZONE, ...query };
    return `/reservations/${page}?${new URLSearchParams(all)}`;
  }

  async remove(): Promise<void> {
    for (const { id } of await this.bookings()) {
      await this.#admin.POST('/bookings/{id}/cancel', {
        params: { path: { id }, header: {} },
        body: {},
      });
    }
    const { data } = await this.#admin.GET('/resources', {
      params: { query: { site: this.site.entityRef } },
    });
    for (const { id } of partsFirst(data!.items)) {
      await this.#admin.DELETE('/resources/{id}', { params: { path: { id } } });
    }
    await this.#admin.DELETE('/sites/{id}', {
      params: { path: { id: this.site.id } },
    });
  }

  /** Changes a resource as the administrator, somewhere else. */
  async change(
    resource: Resource,
    body: { title?: string; parentRef?: string | null },
  ): Promise<Resource> {
    const { data } = await this.#admin.PATCH('/resources/{id}', {
      params: {
        path: { id: resource.id },
        header: { 'If-Match': ifMatch(resource) },
      },
      body,
    });
    return data!;
  }
}

/** A resource with parts cannot be archived before them. */
function partsFirst(resources: Resource[]): Resource[] {
  const parts = (of: Resource): Resource[] =>
    resources
      .filter(({ parentRef }) => parentRef === of.entityRef)
      .flatMap(part => [...parts(part), part]);
  const roots = resources.filter(({ parentRef }) => !parentRef);
  return roots.flatMap(root => [...parts(root), root]);
}

export function instant(time: DateTime): string {
  return time.toUTC().toISO()!;
}
