import type { z } from 'zod/v3';

type Zod = typeof z;

/** What an action says of a booking. */
export const bookingOutput = (zod: Zod) =>
  zod.object({
    id: zod.string().describe('Id of the booking'),
    title: zod.string(),
    status: zod.string().describe('For example confirmed, active, cancelled'),
    resourceRefs: zod.array(zod.string()).describe('Entity refs'),
    start: zod.string().describe('RFC 3339, UTC'),
    end: zod.string().describe('RFC 3339, UTC'),
    owner: zod.string().describe('Entity ref of whose booking it is'),
    link: zod.string().describe('Path of the booking in the portal'),
  });

export const idempotencyKey = (zod: Zod) =>
  zod
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe(
      'Makes a retry safe: the same key and input give the first answer for 24 hours',
    );
