import type { Knex } from 'knex';
import type { SqlFilter } from '@callboard/backend-access';
import type { SiteFacts } from '../../domain/Inventory';

/** Whether each satisfies `isGood`; of no site at all, none does. */
export function everySite(
  sites: SiteFacts[],
  isGood: (site: SiteFacts) => boolean,
): boolean {
  return sites.length > 0 && sites.every(isGood);
}

/**
 * Bookings each of whose sites satisfies `whereSite`. Nearly all have one site,
 * kept in the booking's own row; only the others look at their resources.
 */
export function whereEverySite(
  whereSite: (query: Knex.QueryBuilder, column: string) => void,
): SqlFilter {
  return query => {
    whereSite(query, 'booking.site_id');
    query.where(either =>
      either.where('booking.multi_site', false).orWhereNotExists(inner =>
        inner
          .select('elsewhere.booking_id')
          .from({ elsewhere: 'booking_resource' })
          .join({ booked: 'resource' }, 'booked.id', 'elsewhere.resource_id')
          .whereRaw('elsewhere.booking_id = booking.id')
          .whereNot(good => whereSite(good, 'booked.site_id')),
      ),
    );
  };
}
