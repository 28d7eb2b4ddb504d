import { BriefMemory } from './BriefMemory';
import type {
  BookedThings,
  BookingData,
  ResourceData,
  SiteData,
} from './eventData';
import type { ReservationsReader } from './ReservationsReader';
import type { ActiveBookings } from './types';

const TTL_MS = 30_000;
const REFS_PER_REQUEST = 50;

interface TypeData {
  name: string;
  title: string;
  siteRef?: string;
}

/**
 * Asks the reservations plugin for the bookings that run. Bookings are asked
 * for anew each time; how sites and types are called is remembered for 30 s.
 */
export class ReservationsActiveBookings implements ActiveBookings {
  readonly #reservations: ReservationsReader;
  readonly #sites = BriefMemory.create<SiteData[]>({ ttlMs: TTL_MS });
  readonly #types = BriefMemory.create<TypeData[]>({
    ttlMs: TTL_MS,
  });

  static create(options: {
    reservations: ReservationsReader;
  }): ReservationsActiveBookings {
    return new ReservationsActiveBookings(options.reservations);
  }

  private constructor(reservations: ReservationsReader) {
    this.#reservations = reservations;
  }

  async of(userRef: string): Promise<BookedThings[]> {
    const bookings = await this.#reservations.list<BookingData>('/bookings', [
      ['owner', userRef],
      ['status', 'active'],
    ]);
    if (bookings.length === 0) {
      return [];
    }
    const [resources, sites] = await Promise.all([
      this.#resources([...new Set(bookings.flatMap(b => b.resourceRefs))]),
      this.#sites.get('', () => this.#reservations.list('/sites', [])),
    ]);
    return bookings.map(booking => ({ booking, resources, sites }));
  }

  async #resources(refs: string[]): Promise<ResourceData[]> {
    const requests: Promise<ResourceData[]>[] = [];
    for (let from = 0; from < refs.length; from += REFS_PER_REQUEST) {
      requests.push(
        this.#reservations.list<ResourceData>('/resources', [
          ...refs
            .slice(from, from + REFS_PER_REQUEST)
            .map((ref): [string, string] => ['ref', ref]),
          ['archived', 'true'],
        ]),
      );
    }
    const types = await this.#types.get('', () =>
      this.#reservations.list('/resource-types', []),
    );
    return (await Promise.all(requests)).flat().map(resource => ({
      ...resource,
      typeTitle: types.find(type => isTypeOf(type, resource))?.title,
    }));
  }
}

function isTypeOf(type: TypeData, resource: ResourceData): boolean {
  return (
    type.name === resource.type &&
    (type.siteRef === undefined || type.siteRef === resource.siteRef)
  );
}
