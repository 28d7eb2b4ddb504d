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

/** What an action says of an access grant. */
export const accessGrantOutput = (zod: Zod) =>
  zod.object({
    id: zod.string().describe('Id of the access grant'),
    subjectRef: zod.string().describe('Entity ref of the user or group'),
    siteRef: zod.string().describe('Entity ref'),
    resourceRef: zod.string().optional().describe('Entity ref'),
    from: zod.string().describe('RFC 3339, UTC'),
    until: zod.string().describe('RFC 3339, UTC'),
    status: zod.string().describe('upcoming, active, ended or revoked'),
  });

/** What `create-booking` and each item of `create-bookings` take. */
export const newBookingFields = (zod: Zod) => ({
  resourceRefs: zod
    .array(zod.string())
    .min(1)
    .describe('Entity refs, for example resource:default/gpu-cluster-1'),
  start: zod.string().describe('RFC 3339 instant'),
  end: zod.string().describe('RFC 3339 instant, later than start'),
  title: zod.string().describe('What it is for, in a few words'),
  purpose: zod.string().optional(),
  timeZone: zod.string().optional().describe('IANA time zone'),
  units: zod
    .record(zod.number().int())
    .optional()
    .describe('Units taken of each pool, by resource ref'),
  parameters: zod
    .record(zod.any())
    .optional()
    .describe('What the resource type asks for'),
  participants: zod.array(zod.string()).optional(),
  onBehalfOf: zod
    .string()
    .optional()
    .describe('Whose booking it is, if not the caller’s'),
  override: zod
    .strictObject({ reason: zod.string() })
    .optional()
    .describe(
      'Sets aside what rules deny, with a reason; for admins of all the resources',
    ),
});

export const recurrenceInput = (zod: Zod) =>
  zod
    .strictObject({
      rule: zod
        .string()
        .describe(
          'RFC 5545 rule that ends, for example RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=12',
        ),
      exdates: zod
        .array(zod.string())
        .optional()
        .describe('Starts to leave out, RFC 3339'),
      onConflict: zod
        .enum(['refuse', 'skip'])
        .optional()
        .describe('All or nothing (refuse, if not said), or what is free'),
    })
    .optional()
    .describe('Books the same again, at the same local time');

/** What an action says of a series that it made. */
export const seriesOutput = (zod: Zod) =>
  zod
    .object({
      id: zod.string().describe('Id of the series'),
      rule: zod.string(),
      booked: zod.number().describe('How many bookings were made'),
      skipped: zod.array(
        zod.object({
          start: zod.string(),
          end: zod.string(),
          code: zod.string().describe('taken or denied'),
          message: zod.string(),
        }),
      ),
    })
    .optional();

export function withoutUndefined<T extends object>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}
