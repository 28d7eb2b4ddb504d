import { actorOf } from '@callboard/backend-access';
import { type Handlers, paged } from '@callboard/backend-openapi';
import type { ReservationsOperations } from '@callboard/backstage-plugin-reservations-common';
import type { AuthorizedBookings } from '../bookings/AuthorizedBookings';
import type { AuthorizedSeries } from '../series/AuthorizedSeries';
import type { AuthorizedParticipation } from '../participation/AuthorizedParticipation';
import type { TeamReader } from '../permissions/TeamReader';
import { contextOf } from './requests';
import { selectionOf } from './selectionOf';
import { readPeriod, readWindow } from './window';

type Operation =
  | 'listBookings'
  | 'createBooking'
  | 'previewBooking'
  | 'getBooking'
  | 'updateBooking'
  | 'cancelBooking'
  | 'releaseBooking'
  | 'transferBooking'
  | 'getCalendar';

/** In the place of an owner: all whom the caller leads. */
const MY_TEAM = 'team';

export function bookingHandlers({
  bookings,
  participation,
  series,
  team,
}: {
  bookings: AuthorizedBookings;
  participation: AuthorizedParticipation;
  series: AuthorizedSeries;
  team: TeamReader;
}): Pick<Handlers<ReservationsOperations>, Operation> {
  return {
    listBookings: {
      authorize: ({ credentials }) =>
        bookings.authorizeAny('read', credentials),
      handle: async ({ query, credentials }) => {
        const {
          cursor,
          limit,
          order = 'asc',
          participant,
          ...selection
        } = query;
        if (query.from !== undefined && query.to !== undefined) {
          readPeriod(query.from, query.to);
        }
        const owner = query.owner?.includes(MY_TEAM)
          ? [
              ...query.owner.filter(ref => ref !== MY_TEAM),
              ...(await team.teamOf(credentials)),
            ]
          : query.owner;
        return {
          body: await bookings.list(
            {
              ...selectionOf({ ...selection, owner }, actorOf(credentials)),
              participants:
                participant === 'me'
                  ? await participation.refsOf(credentials)
                  : (participant && [participant]) || undefined,
            },
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
        const { recurrence } = request.body;
        const context = contextOf('createBooking', request);
        const body = recurrence
          ? await series.create({ ...request.body, recurrence }, context)
          : await bookings.create(request.body, context);
        return { body, etag: body.version };
      },
    },
    previewBooking: {
      authorize: ({ credentials }) =>
        bookings.authorizeAny('create', credentials),
      handle: async request => {
        const { recurrence } = request.body;
        const context = contextOf('previewBooking', request);
        const body = recurrence
          ? await series.preview({ ...request.body, recurrence }, context)
          : await bookings.preview(request.body, context);
        return { body };
      },
    },
    getBooking: async ({ params, credentials }) => {
      const body = await bookings.get(params.id, credentials);
      return { body, etag: body.version };
    },
    updateBooking: {
      authorize: ({ params, credentials }) =>
        bookings.authorize(params.id, 'update', credentials),
      handle: async request => {
        const { id } = request.params;
        const { apply: part = 'one' } = request.query;
        const { ifMatch } = request.headers;
        const context = contextOf('updateBooking', { ...request, headers: {} });
        const body =
          part === 'one'
            ? await bookings.update(id, request.body, ifMatch, context)
            : await series.updateFrom(
                { booking: id, part },
                { change: request.body, ifMatch },
                context,
              );
        return { body, etag: body.version };
      },
    },
    cancelBooking: {
      authorize: ({ params, credentials }) =>
        bookings.authorize(params.id, 'cancel', credentials),
      handle: async request => {
        const { id } = request.params;
        const { apply: part = 'one' } = request.query;
        const reason = request.body?.reason;
        const context = contextOf('cancelBooking', {
          ...request,
          body: part === 'one' ? request.body : { ...request.body, part },
        });
        const body =
          part === 'one'
            ? await bookings.end(id, { kind: 'cancel', reason }, context)
            : await series.cancelFrom({ booking: id, part }, reason, context);
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
    transferBooking: {
      authorize: ({ params, credentials }) =>
        bookings.authorize(params.id, 'transfer', credentials),
      handle: async request => {
        const body = await bookings.transfer(
          request.params.id,
          request.body,
          contextOf('transferBooking', request),
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
              ...selectionOf(
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
