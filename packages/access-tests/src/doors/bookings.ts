import type {
  Booking,
  Resource,
} from '@callboard/backstage-plugin-reservations-common';
import { callers, type Who } from '../portal/people';
import type { Thing } from '../table/holds';
import {
  hours,
  WAY_IN,
  type Made,
  NEWEST,
  type Variant,
  type World,
} from '../table/world';
import { type Door, door, type Need } from './Door';

const plugin = 'reservations';

let slots = 0;

/** An hour that nothing else takes, on a resource that may be used again. */
function freeHour() {
  slots = (slots + 1) % 300;
  return { start: hours(slots), end: hours(slots + 1) };
}

const newBooking = ({ is }: Made<Resource>) => ({
  resourceRefs: [is.entityRef],
  title: 'A run',
  ...freeHour(),
});

/** For whom somebody books: one who has access of their own. */
const beneficiaries: Record<string, Who> = {
  campus: 'researcher',
  vault: 'insider',
};

const beneficiaryOf = ({ sites }: Thing) =>
  callers[beneficiaries[sites[0].public ? 'campus' : 'vault']].ref;

/** The booking that would be made for somebody else. */
const bookingToBe = (made: Made<Resource>, owner: string): Thing => ({
  title: 'a booking to be',
  sites: made.sites,
  owner,
});

const onBehalf = (made: Made<Resource>) => ({
  ...newBooking(made),
  onBehalfOf: beneficiaryOf(made),
});

const overriding = (made: Made<Resource>) => ({
  ...newBooking(made),
  override: { reason: 'A deadline' },
});

/** Those of one site, whose next owner can have access. */
const transferable = (world: World): Variant<Booking>[] =>
  world.variants.bookings.filter(({ title }) => !/both|guest/.test(title));

const create: Door[] = [
  door<Resource>({
    plugin,
    operation: 'createBooking',
    permission: 'reservations.booking.create',
    sees: 'reservations.resource.read',
    named: 'body',
    things: world => world.variants.resources,
    request: made => ['POST', '/bookings', { body: newBooking(made) }],
    status: 201,
    changes: true,
    actions: made => [{ action: 'create-booking', input: newBooking(made) }],
  }),
  door<Resource>({
    plugin,
    operation: 'previewBooking',
    permission: 'reservations.booking.create',
    sees: 'reservations.resource.read',
    named: 'body',
    things: world => world.variants.resources,
    request: made => {
      const { title: _, ...asked } = newBooking(made);
      return ['POST', '/bookings/preview', { body: asked }];
    },
    status: 200,
    actions: made => {
      const { title: _, ...asked } = newBooking(made);
      return [{ action: 'preview-booking', input: asked }];
    },
  }),
  door<Resource>({
    plugin,
    operation: 'createBooking for somebody else',
    permission: 'reservations.booking.create',
    sees: 'reservations.resource.read',
    named: 'body',
    needs: (made, { ref }) =>
      ref === beneficiaryOf(made)
        ? []
        : [
            [
              'reservations.booking.create-on-behalf',
              bookingToBe(made, beneficiaryOf(made)),
            ],
          ],
    things: world => world.variants.resources,
    request: made => ['POST', '/bookings', { body: onBehalf(made) }],
    status: 201,
    changes: true,
    actions: made => [{ action: 'create-booking', input: onBehalf(made) }],
  }),
  door<Resource>({
    plugin,
    operation: 'createBooking, setting rules aside',
    permission: 'reservations.policy.override',
    needs: () => ['reservations.booking.create'],
    sees: 'reservations.resource.read',
    named: 'body',
    things: world => world.variants.resources,
    request: made => ['POST', '/bookings', { body: overriding(made) }],
    status: 201,
    changes: true,
    actions: made => [{ action: 'create-booking', input: overriding(made) }],
  }),
];

const change: Door[] = [
  door<Booking>({
    plugin,
    operation: 'getBooking',
    permission: 'reservations.booking.read',
    sees: 'reservations.booking.read',
    named: 'path',
    things: world => world.variants.bookings,
    request: ({ is }) => ['GET', `/bookings/${is.id}`],
    status: 200,
    actions: ({ is }) => [{ action: 'get-booking', input: { id: is.id } }],
  }),
  door<Booking>({
    plugin,
    operation: 'getBookingTimeline',
    permission: 'reservations.booking.read',
    sees: 'reservations.booking.read',
    named: 'path',
    things: world => world.variants.bookings,
    request: ({ is }) => ['GET', `/bookings/${is.id}/timeline`],
    status: 200,
    actions: ({ is }) => [
      { action: 'get-booking-timeline', input: { id: is.id } },
    ],
  }),
  door<Booking>({
    plugin,
    operation: 'getBooking and how to get in',
    permission: 'reservations.booking.read-access',
    sees: 'reservations.booking.read',
    named: 'path',
    things: world => world.variants.readyBookings,
    request: ({ is }) => ['GET', `/bookings/${is.id}`],
    status: 200,
    verdict: ({ text }) => (text.includes(WAY_IN.host) ? 200 : 403),
  }),
  door<Booking>({
    plugin,
    operation: 'updateBooking',
    permission: 'reservations.booking.update',
    sees: 'reservations.booking.read',
    named: 'path',
    things: world => world.variants.bookings,
    request: ({ is }) => [
      'PATCH',
      `/bookings/${is.id}`,
      { headers: NEWEST, body: { title: 'Other' } },
    ],
    status: 200,
    underPolicies: true,
    // Who may no longer use it may cancel it.
    needs: ({ sites }) =>
      sites.map((site): Need => [
        'reservations.resource.read',
        { title: 'what it is for', sites: [site] },
      ]),
    changes: true,
    actions: ({ is }) => [
      {
        action: 'update-booking',
        input: { id: is.id, version: is.version, title: 'Other' },
      },
    ],
  }),
  door<Booking>({
    plugin,
    operation: 'cancelBooking',
    permission: 'reservations.booking.cancel',
    sees: 'reservations.booking.read',
    named: 'path',
    things: world => world.variants.bookings,
    request: ({ is }) => ['POST', `/bookings/${is.id}/cancel`],
    status: 200,
    changes: true,
    actions: ({ is }) => [{ action: 'cancel-booking', input: { id: is.id } }],
  }),
  door<Booking>({
    plugin,
    operation: 'releaseBooking',
    permission: 'reservations.booking.release',
    sees: 'reservations.booking.read',
    named: 'path',
    things: world => world.variants.activeBookings,
    request: ({ is }) => ['POST', `/bookings/${is.id}/release`],
    status: 200,
    changes: true,
    actions: ({ is }) => [{ action: 'release-booking', input: { id: is.id } }],
  }),
  door<Booking>({
    plugin,
    operation: 'getBooking that is pending',
    permission: 'reservations.booking.read',
    sees: 'reservations.booking.read',
    named: 'path',
    things: world => world.variants.pendingBookings,
    request: ({ is }) => ['GET', `/bookings/${is.id}`],
    status: 200,
  }),
  ...(['approve', 'reject'] as const).map(decision =>
    door<Booking>({
      plugin,
      operation: `${decision}Booking`,
      permission: 'reservations.booking.approve',
      sees: 'reservations.booking.read',
      named: 'path',
      things: world => world.variants.pendingBookings,
      request: ({ is }) => ['POST', `/bookings/${is.id}/${decision}`],
      status: 200,
      changes: true,
      actions: ({ is }) => [
        { action: `${decision}-booking`, input: { id: is.id } },
      ],
    }),
  ),
  door<Booking>({
    plugin,
    operation: 'waiveNoShow',
    permission: 'reservations.booking.waive-no-show',
    sees: 'reservations.booking.read',
    named: 'path',
    things: world => world.variants.missedBookings,
    request: ({ is }) => ['POST', `/bookings/${is.id}/waive-no-show`],
    status: 200,
    changes: true,
    actions: ({ is }) => [{ action: 'waive-no-show', input: { id: is.id } }],
  }),
  door<Booking>({
    plugin,
    operation: 'checkInBooking',
    permission: 'reservations.booking.check-in',
    sees: 'reservations.booking.read',
    named: 'path',
    things: world => world.variants.awaitedBookings,
    request: ({ is }) => ['POST', `/bookings/${is.id}/check-in`],
    status: 200,
    changes: true,
    actions: ({ is }) => [{ action: 'check-in-booking', input: { id: is.id } }],
  }),
  door<Booking>({
    plugin,
    operation: 'keepBooking',
    permission: 'reservations.booking.update',
    sees: 'reservations.booking.read',
    named: 'path',
    things: world => world.variants.nightlyBookings,
    request: ({ is }) => ['POST', `/bookings/${is.id}/keep-alive`],
    status: 200,
    changes: true,
    actions: ({ is }) => [{ action: 'keep-booking', input: { id: is.id } }],
  }),
  door<Booking>({
    plugin,
    operation: 'extendBooking',
    permission: 'reservations.booking.update',
    sees: 'reservations.booking.read',
    named: 'path',
    things: world => world.variants.bookings,
    request: ({ is }) => [
      'POST',
      `/bookings/${is.id}/extend`,
      { body: { minutes: 5 } },
    ],
    status: 200,
    underPolicies: true,
    changes: true,
    needs: ({ sites }) =>
      sites.map((site): Need => [
        'reservations.resource.read',
        { title: 'what it is for', sites: [site] },
      ]),
    actions: ({ is }) => [
      { action: 'extend-booking', input: { id: is.id, minutes: 5 } },
    ],
  }),
  door<Booking>({
    plugin,
    operation: 'leaveBooking',
    permission: 'reservations.booking.leave',
    sees: 'reservations.booking.read',
    named: 'path',
    things: world => world.variants.bookings,
    request: ({ is }) => ['POST', `/bookings/${is.id}/leave`],
    status: 200,
    changes: true,
    actions: ({ is }) => [{ action: 'leave-booking', input: { id: is.id } }],
  }),
  door<Booking>({
    plugin,
    operation: 'transferBooking',
    permission: 'reservations.booking.transfer',
    sees: 'reservations.booking.read',
    named: 'path',
    needs: made => [
      [
        'reservations.booking.transfer',
        { ...made, owner: beneficiaryOf(made), bookedBy: undefined },
      ],
    ],
    things: transferable,
    request: made => [
      'POST',
      `/bookings/${made.is.id}/transfer`,
      { body: { owner: beneficiaryOf(made) } },
    ],
    status: 200,
    actions: made => [
      {
        action: 'transfer-booking',
        input: { id: made.is.id, owner: beneficiaryOf(made) },
      },
    ],
    changes: true,
  }),
];

export const bookingDoors = [...create, ...change];
