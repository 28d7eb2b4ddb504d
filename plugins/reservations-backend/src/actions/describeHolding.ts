import type { CertificationHolding } from '@callboard/backstage-plugin-reservations-common';
import type { z } from 'zod/v3';

/** What an action says of somebody's certification. */
export const holdingOutput = (zod: typeof z) =>
  zod.object({
    id: zod.string().describe('Id of the certification of this person'),
    certification: zod.string().describe('Name of the certification'),
    person: zod.string().describe('Entity ref'),
    validFrom: zod.string().describe('RFC 3339, UTC'),
    validUntil: zod.string().optional().describe('RFC 3339, UTC'),
    status: zod.string().describe('upcoming, valid, expired or revoked'),
    affectedBookings: zod
      .array(zod.string())
      .optional()
      .describe('Ids of bookings to come for which it is missing'),
  });

export function describeHolding(holding: CertificationHolding) {
  const { id, certification, person, validFrom, validUntil } = holding;
  const { status, affectedBookings } = holding;
  return {
    ...{ id, certification, person, validFrom, validUntil },
    ...{ status, affectedBookings },
  };
}

/** How an action is told until when. */
export const termInput = (zod: typeof z) => ({
  validUntil: zod
    .string()
    .nullable()
    .optional()
    .describe(
      'RFC 3339 instant; null where it does not expire, left out for as long as the certification lasts',
    ),
  evidence: zod.string().optional().describe('An https address'),
});
