import type { Booking } from '@callboard/backstage-plugin-reservations-common';
import { hours, type Made } from '../table/world';
import { type Door, door } from './Door';

export const reportDoors: Door[] = [
  door<Booking>({
    plugin: 'reservations',
    operation: 'getUsageReport',
    permission: 'reservations.report.read',
    named: 'body',
    // What is in a site that the caller does not see counts for nobody of theirs.
    needs: made => [
      ['reservations.resource.read', { ...made, owner: undefined }],
    ],
    things: world => world.variants.bookings,
    request: ({ is }: Made<Booking>) => [
      'GET',
      `/reports/usage?${new URLSearchParams([
        ['from', hours(0)],
        ['to', hours(4)],
        ...is.resourceRefs.map(ref => ['resource', ref]),
      ])}`,
    ],
    status: 200,
    verdict: ({ body }, { is }) => {
      const counted = body.rows.filter(
        (row: { bookings: number }) => row.bookings > 0,
      );
      return counted.length === is.resourceRefs.length ? 200 : 403;
    },
  }),
];
