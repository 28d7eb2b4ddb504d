import type { z } from 'zod/v3';

type Zod = typeof z;

/** What an action says of a booking. */
export const bookingOutput = (zod: Zod) =>
  zod.object({
    id: zod.string().describe('Id of the booking'),
    version: zod.number().describe('What update-booking must be told'),
    title: zod.string(),
    status: zod.string().describe('For example confirmed, active, cancelled'),
    resourceRefs: zod.array(zod.string()).describe('Entity refs'),
    start: zod.string().describe('RFC 3339, UTC'),
    end: zod.string().describe('RFC 3339, UTC'),
    owner: zod.string().describe('Entity ref of whose booking it is'),
    link: zod.string().describe('Path of the booking in the portal'),
  });

export const bookingAnswer = (zod: Zod) =>
  zod.object({ booking: bookingOutput(zod) });

/** What may be said of a decision about a booking. */
export const decision = {
  fields: (zod: Zod) => ({ reason: zod.string().optional() }),
  schema: 'DecisionRequest',
};

/** What an action says of an access grant. */
export const accessGrantOutput = (zod: Zod) =>
  zod.object({
    id: zod.string().describe('Id of the access grant'),
    version: zod.number().describe('What update-access-grant must be told'),
    subjectRef: zod.string().describe('Entity ref of the user or group'),
    siteRef: zod.string().describe('Entity ref'),
    resourceRef: zod.string().optional().describe('Entity ref'),
    from: zod.string().describe('RFC 3339, UTC'),
    until: zod.string().describe('RFC 3339, UTC'),
    status: zod.string().describe('upcoming, active, ended or revoked'),
  });

/** Which bookings of a series are meant. */
export const seriesPart = (zod: Zod) =>
  zod
    .enum(['one', 'following', 'all'])
    .optional()
    .describe(
      'Of a series: this one, if not said; also those that follow; or all',
    );

/** What `If-Match` is to a request. */
export const versionSeen = (zod: Zod) =>
  zod
    .number()
    .int()
    .min(1)
    .describe('The version last seen; another one is refused');

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
