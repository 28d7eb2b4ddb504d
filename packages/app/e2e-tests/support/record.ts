import {
  type Booking,
  ifMatch,
} from '@callboard/backstage-plugin-reservations-common';
import { expect } from '@playwright/test';
import { apiOf, auditLogApiOf } from './api';
import type { World } from './World';

/** A site that is new is known to the audit log within half a minute. */
const PATIENCE_MS = 60_000;

/** Books, moves and cancels as the researcher. */
export async function bookMoveAndCancel(
  world: World,
  title: string,
  resourceRef: string,
): Promise<Booking> {
  const booking = await world.book('researcher', {
    resourceRefs: [resourceRef],
    title,
    start: world.iso(0, '09:00'),
    end: world.iso(0, '12:00'),
  });
  const api = apiOf('researcher');
  const path = { id: booking.id };
  await api.PATCH('/bookings/{id}', {
    params: { path, header: { 'If-Match': ifMatch(booking) } },
    body: { start: world.iso(1, '13:30'), end: world.iso(1, '16:30') },
  });
  await api.POST('/bookings/{id}/cancel', {
    params: { path, header: {} },
    body: { reason: 'The samples are late' },
  });
  return booking;
}

/** Waits until somebody sees as many entries about a booking. */
export async function expectOnRecord(
  persona: string,
  { id }: Booking,
  count: number,
): Promise<void> {
  await expect
    .poll(
      async () => {
        const { data } = await auditLogApiOf(persona).GET('/entries', {
          params: { query: { subject: id } },
        });
        return data!.items.length;
      },
      { timeout: PATIENCE_MS },
    )
    .toBe(count);
}
