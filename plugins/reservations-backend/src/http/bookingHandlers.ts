import { actorOf } from '@callboard/backend-access';
import { type Handlers, paged } from '@callboard/backend-openapi';
import type { ReservationsOperations } from '@callboard/backstage-plugin-reservations-common';
import type {
  AuthorizedBookings,
  BookingSelection,
} from '../bookings/AuthorizedBookings';
import { contextOf } from './requests';
import { readPeriod, readWindow } from './window';

type Operation =
  | 'listBookings'
  | 'createBooking'
  | 'previewBooking'
  | 'getBooking'
  | 'updateBooking'
  | 'cancelBooking'
  | 'releaseBooking'
  | 'getCalendar';

export function bookingHandlers(
  bookings: AuthorizedBookings,
): Pick<Handlers<ReservationsOperations>, Operation> {
  return {
    listBookings: {
      authorize: ({ credentials }) =>
        bookings.authorizeAny('read', credentials),
      handle: async ({ query, credentials }) => {
        const { cursor, limit, order = 'asc', ...selection } = query;
        if (query.from !== undefined && query.to !== undefined) {
          readPeriod(query.from, query.to);
        }
        return {
          body: await bookings.list(
            select(selection, actorOf(credentials)),
            { ...paged({ cursor, limit }), order },
            credentials,
          ),
        };
      },
    },
    createBooking: {
      authorize: ({ credentials }) =>
        bookings.authorizeAny('create', credentials),
      handle: async request => {
        const body = await bookings.create(
          request.body,
          contextOf('createBooking', request),
        );
        return { body, etag: body.version };
      },
    },
    previewBooking: {
      authorize: ({ credentials }) =>
        bookings.authorizeAny('create', credentials),
      handle: async request => ({
        body: await bookings.preview(
          request.body,
          contextOf('previewBooking', request),
        ),
      }),
    },
    getBooking: async ({ params, credentials }) => {
      const body = await bookings.get(params.id, credentials);
      return { body, etag: body.version };
    },
    updateBooking: {
      authorize: ({ params, credentials }) =>
        bookings.authorize(params.id, 'update', credentials),
      handle: async request => {
        const body = await bookings.update(
          request.params.id,
          request.body,
          request.headers.ifMatch,
          contextOf('updateBooking', { ...request, headers: {} }),
        );
        return { body, etag: body.version };
      },
    },
    cancelBooking: {
      authorize: ({ params, credentials }) =>
        bookings.authorize(params.id, 'cancel', credentials),
      handle: async request => {
        const body = await bookings.end(
          request.params.id,
          { kind: 'cancel', reason: request.body?.reason },
          contextOf('cancelBooking', request),
        );
        return { body, etag: body.version };
      },
    },
    releaseBooking: {
      authorize: ({ params, credentials }) =>
        bookings.authorize(params.id, 'release', credentials),
      handle: async request => {
        const body = await bookings.end(
          request.params.id,
          { kind: 'release' },
          contextOf('releaseBooking', request),
        );
        return { body, etag: body.version };
      },
    },
    getCalendar: {
      authorize: ({ credentials }) =>
        bookings.authorizeAny('read', credentials),
      handle: async ({ query, credentials }) => {
        const { start, end } = readWindow(query.from, query.to);
        return {
          body: await bookings.calendar(
            {
              ...select(
                { ...query, from: undefined, to: undefined },
                actorOf(credentials),
              ),
              from: start,
              to: end,
            },
            credentials,
          ),
        };
      },
    },
  };
}

interface SelectionQuery {
  from?: string;
  to?: string;
  resource?: string[];
  site?: string[];
  type?: string[];
  owner?: string[];
  status?: BookingSelection['statuses'];
}

function select(query: SelectionQuery, caller: string): BookingSelection {
  return {
    from: query.from === undefined ? undefined : Date.parse(query.from),
    to: query.to === undefined ? undefined : Date.parse(query.to),
    resourceRefs: query.resource,
    siteRefs: query.site,
    types: query.type,
    owners: query.owner?.map(owner => (owner === 'me' ? caller : owner)),
    statuses: query.status,
  };
}
