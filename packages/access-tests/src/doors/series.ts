import type {
  Booking,
  Resource,
} from '@callboard/backstage-plugin-reservations-common';
import { hours, type Made, NEWEST, type World } from '../table/world';
import { type Door, door, type Need } from './Door';

const plugin = 'reservations';

let slots = 0;

/** Two hours that nothing else takes, after those of single bookings. */
function freeItems({ is }: Made<Resource>) {
  slots = (slots + 2) % 120;
  return [0, 1].map(n => ({
    resourceRefs: [is.entityRef],
    title: 'One of two',
    start: hours(320 + slots + n),
    end: hours(321 + slots + n),
  }));
}

const bulk = (made: Made<Resource>, mode: 'all' | 'each') => ({
  mode,
  items: freeItems(made),
});

const recurring = (made: Made<Resource>) => ({
  ...freeItems(made)[0],
  recurrence: { rule: 'FREQ=DAILY;COUNT=2' },
});

/** What it is for must still be in sight for who changes it. */
const places = ({ sites }: Made): Need[] =>
  sites.map((site): Need => [
    'reservations.resource.read',
    { title: 'what it is for', sites: [site] },
  ]);

const ofSeries = (world: World) => world.variants.seriesBookings;
const resources = (world: World) => world.variants.resources;

export const seriesDoors: Door[] = [
  door<Resource>({
    plugin,
    operation: 'createBooking that recurs',
    permission: 'reservations.booking.create',
    sees: 'reservations.resource.read',
    named: 'body',
    things: resources,
    request: made => ['POST', '/bookings', { body: recurring(made) }],
    status: 201,
    changes: true,
    actions: made => [{ action: 'create-booking', input: recurring(made) }],
  }),
  door<Resource>({
    plugin,
    operation: 'previewBooking that recurs',
    permission: 'reservations.booking.create',
    sees: 'reservations.resource.read',
    named: 'body',
    things: resources,
    request: made => ['POST', '/bookings/preview', { body: recurring(made) }],
    status: 200,
    actions: made => [{ action: 'preview-booking', input: recurring(made) }],
  }),
  door<Resource>({
    plugin,
    operation: 'createBookings, all of them',
    permission: 'reservations.booking.create',
    sees: 'reservations.resource.read',
    named: 'body',
    things: resources,
    request: made => ['POST', '/bookings/bulk', { body: bulk(made, 'all') }],
    status: 200,
    changes: true,
    actions: made => [{ action: 'create-bookings', input: bulk(made, 'all') }],
  }),
  door<Resource>({
    plugin,
    operation: 'createBookings, each for itself',
    permission: 'reservations.booking.create',
    sees: 'reservations.resource.read',
    named: 'body',
    things: resources,
    request: made => ['POST', '/bookings/bulk', { body: bulk(made, 'each') }],
    status: 200,
    changes: true,
    // Whoever may book something is told of each item, in the answer.
    verdict: ({ status, text }) => {
      const { items = [{ status }] } = JSON.parse(text);
      return items[0].status === 201 ? status : items[0].status;
    },
  }),
  door<Booking>({
    plugin,
    operation: 'getSeries',
    permission: 'reservations.booking.read',
    sees: 'reservations.booking.read',
    named: 'path',
    things: ofSeries,
    request: ({ is }) => ['GET', `/series/${is.seriesId}`],
    status: 200,
    actions: ({ is }) => [{ action: 'get-series', input: { id: is.seriesId } }],
  }),
  door<Booking>({
    plugin,
    operation: 'updateSeries',
    permission: 'reservations.booking.update',
    sees: 'reservations.booking.read',
    named: 'path',
    needs: places,
    things: ofSeries,
    request: ({ is }) => [
      'PATCH',
      `/series/${is.seriesId}`,
      { headers: NEWEST, body: { title: 'Other' } },
    ],
    status: 200,
    underPolicies: true,
    changes: true,
    actions: ({ is }) => [
      {
        action: 'update-series',
        input: { id: is.seriesId, version: 1, title: 'Other' },
      },
    ],
  }),
  door<Booking>({
    plugin,
    operation: 'updateBooking, and all of its series',
    permission: 'reservations.booking.update',
    sees: 'reservations.booking.read',
    named: 'path',
    needs: places,
    things: ofSeries,
    request: ({ is }) => [
      'PATCH',
      `/bookings/${is.id}?apply=all`,
      { headers: NEWEST, body: { title: 'Other' } },
    ],
    status: 200,
    underPolicies: true,
    changes: true,
    actions: ({ is }) => [
      {
        action: 'update-booking',
        input: { id: is.id, version: is.version, apply: 'all', title: 'Other' },
      },
    ],
  }),
  door<Booking>({
    plugin,
    operation: 'cancelBooking, and those that follow',
    permission: 'reservations.booking.cancel',
    sees: 'reservations.booking.read',
    named: 'path',
    things: ofSeries,
    request: ({ is }) => ['POST', `/bookings/${is.id}/cancel?apply=following`],
    status: 200,
    changes: true,
    actions: ({ is }) => [
      { action: 'cancel-booking', input: { id: is.id, apply: 'following' } },
    ],
  }),
  door<Booking>({
    plugin,
    operation: 'cancelSeries',
    permission: 'reservations.booking.cancel',
    sees: 'reservations.booking.read',
    named: 'path',
    things: ofSeries,
    request: ({ is }) => ['DELETE', `/series/${is.seriesId}`],
    status: 204,
    changes: true,
    actions: ({ is }) => [
      { action: 'cancel-series', input: { id: is.seriesId } },
    ],
  }),
];
