import type { MaintenanceWindow } from '@callboard/backstage-plugin-reservations-common';
import type { z } from 'zod/v3';

type Zod = typeof z;

/** What is to become of bookings in the way. */
export const affectedInput = (zod: Zod) =>
  zod
    .enum(['keep', 'cancel', 'move'])
    .optional()
    .describe('What becomes of bookings in the way; keep where left out');

/** What an action says of a maintenance window. */
export const maintenanceOutput = (zod: Zod) =>
  zod.object({
    id: zod.string().describe('Id of the maintenance window'),
    resourceRef: zod.string().describe('Entity ref'),
    title: zod.string(),
    from: zod.string().describe('RFC 3339, UTC'),
    until: zod.string().describe('RFC 3339, UTC'),
    status: zod.string().describe('scheduled, active, ended or cancelled'),
    version: zod.number(),
    outcomes: zod
      .array(
        zod.object({
          bookingId: zod.string(),
          outcome: zod.string().describe('kept, moved, shortened or cancelled'),
          message: zod.string().optional(),
        }),
      )
      .describe('What became of the bookings in the way'),
  });

export function describeMaintenance(window: MaintenanceWindow) {
  const { id, resourceRef, title, from, until, status, version } = window;
  return {
    ...{ id, resourceRef, title, from, until, status, version },
    outcomes: (window.outcomes ?? []).map(
      ({ bookingId, outcome, message }) => ({ bookingId, outcome, message }),
    ),
  };
}
