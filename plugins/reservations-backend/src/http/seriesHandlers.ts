import type { Handlers } from '@callboard/backend-openapi';
import type { ReservationsOperations } from '@callboard/backstage-plugin-reservations-common';
import type { AuthorizedBookings } from '../bookings/AuthorizedBookings';
import type { AuthorizedBulk } from '../bulk/AuthorizedBulk';
import type { AuthorizedSeries } from '../series/AuthorizedSeries';
import { contextOf } from './requests';

type Operation =
  'createBookings' | 'getSeries' | 'updateSeries' | 'cancelSeries';

export function seriesHandlers(services: {
  series: AuthorizedSeries;
  bulk: AuthorizedBulk;
  bookings: AuthorizedBookings;
}): Pick<Handlers<ReservationsOperations>, Operation> {
  const { series, bulk, bookings } = services;
  return {
    createBookings: {
      authorize: ({ credentials }) =>
        bookings.authorizeAny('create', credentials),
      handle: async request => ({
        body: await bulk.create(
          request.body,
          contextOf('createBookings', request),
        ),
      }),
    },
    getSeries: async ({ params, credentials }) => {
      const body = await series.get(params.id, credentials);
      return { body, etag: body.version };
    },
    updateSeries: {
      authorize: ({ params, credentials }) =>
        series.authorize(params.id, 'update', credentials),
      handle: async request => {
        const body = await series.update(
          request.params.id,
          { change: request.body, ifMatch: request.headers.ifMatch },
          contextOf('updateSeries', { ...request, headers: {} }),
        );
        return { body, etag: body.version };
      },
    },
    cancelSeries: {
      authorize: ({ params, credentials }) =>
        series.authorize(params.id, 'cancel', credentials),
      handle: async request => {
        await series.cancel(
          request.params.id,
          undefined,
          contextOf('cancelSeries', request),
        );
        return {};
      },
    },
  };
}
