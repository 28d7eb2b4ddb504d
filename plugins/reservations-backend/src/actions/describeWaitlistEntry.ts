import type { WaitlistEntry } from '@callboard/backstage-plugin-reservations-common';
import type { z } from 'zod/v3';

/** What an action says of an entry of the waitlist. */
export const waitlistEntryOutput = (zod: typeof z) =>
  zod.object({
    id: zod.string().describe('Id of the entry'),
    title: zod.string(),
    status: zod
      .string()
      .describe(
        'waiting, offered, accepted, declined, lapsed, withdrawn or expired',
      ),
    position: zod
      .number()
      .optional()
      .describe('1 for whoever is first; while waiting'),
    offer: zod
      .object({
        bookingId: zod.string(),
        resourceRef: zod.string(),
        start: zod.string(),
        end: zod.string(),
        until: zod.string().describe('It lapses unless it is accepted before'),
      })
      .optional(),
    bookingId: zod.string().optional().describe('What it has become'),
    link: zod.string().describe('Path in the portal'),
  });

export const waitlistEntryAnswer = (zod: typeof z) =>
  zod.object({ entry: waitlistEntryOutput(zod) });

export function describeWaitlistEntry(entry: WaitlistEntry) {
  const { id, title, status, position, offer, bookingId } = entry;
  return {
    ...{ id, title, status, position, offer, bookingId },
    link: bookingId
      ? `/reservations?booking=${bookingId}`
      : '/reservations/my-bookings',
  };
}
