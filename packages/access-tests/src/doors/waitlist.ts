import type {
  Resource,
  WaitlistEntry,
} from '@callboard/backstage-plugin-reservations-common';
import { hours, type Made, type Variant, type World } from '../table/world';
import { type Door, door, type Need } from './Door';

const plugin = 'reservations';

const newEntry = ({ is }: Made<Resource>) => ({
  resourceRef: is.entityRef,
  from: hours(310),
  until: hours(311),
  title: 'Waiting',
});

const toBook = ({ sites, keyholders }: Made<WaitlistEntry>): Need[] => [
  ['reservations.booking.create', { title: 'what is held', sites, keyholders }],
];

/** Whose owner may book what is held: an offer is asked of the rules again. */
const acceptable = (world: World): Variant<WaitlistEntry>[] =>
  world.variants.offers.filter(({ title }) =>
    /campus|cloud|insider|for a team/.test(title),
  );

export const waitlistDoors: Door[] = [
  door<Resource>({
    plugin,
    operation: 'joinWaitlist',
    permission: 'reservations.booking.create',
    sees: 'reservations.resource.read',
    named: 'body',
    things: world => world.variants.resources,
    request: made => ['POST', '/waitlist', { body: newEntry(made) }],
    status: 201,
    changes: true,
    actions: made => [{ action: 'join-waitlist', input: newEntry(made) }],
  }),
  door<WaitlistEntry>({
    plugin,
    operation: 'getWaitlistEntry',
    permission: 'reservations.booking.cancel',
    sees: 'reservations.booking.cancel',
    named: 'path',
    things: world => world.variants.waitlistEntries,
    request: ({ is }) => ['GET', `/waitlist/${is.id}`],
    status: 200,
  }),
  door<WaitlistEntry>({
    plugin,
    operation: 'withdrawWaitlistEntry',
    permission: 'reservations.booking.cancel',
    sees: 'reservations.booking.cancel',
    named: 'path',
    things: world => world.variants.waitlistEntries,
    request: ({ is }) => ['POST', `/waitlist/${is.id}/withdraw`],
    status: 200,
    changes: true,
    actions: ({ is }) => [{ action: 'leave-waitlist', input: { id: is.id } }],
  }),
  door<WaitlistEntry>({
    plugin,
    operation: 'declineWaitlistOffer',
    permission: 'reservations.booking.cancel',
    sees: 'reservations.booking.cancel',
    named: 'path',
    things: world => world.variants.offers,
    request: ({ is }) => ['POST', `/waitlist/${is.id}/decline`],
    status: 200,
    changes: true,
    actions: ({ is }) => [{ action: 'decline-offer', input: { id: is.id } }],
  }),
  door<WaitlistEntry>({
    plugin,
    operation: 'acceptWaitlistOffer',
    permission: 'reservations.booking.cancel',
    sees: 'reservations.booking.cancel',
    named: 'path',
    needs: toBook,
    things: acceptable,
    request: ({ is }) => ['POST', `/waitlist/${is.id}/accept`],
    status: 200,
    changes: true,
    actions: ({ is }) => [{ action: 'accept-offer', input: { id: is.id } }],
  }),
];
