import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext, idempotencyKey } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import {
  describeWaitlistEntry,
  waitlistEntryOutput,
} from './describeWaitlistEntry';

export function registerJoinWaitlist(
  registry: ActionsRegistryService,
  { waitlist, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'join-waitlist',
    title: 'Wait for a resource',
    description:
      'Joins the waitlist for a resource, or for any of a type in a site. Once ' +
      'time that fits is free, whoever came first gets it held for a while and ' +
      'has to accept it.',
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          resourceRef: zod
            .string()
            .optional()
            .describe('Entity ref; or else type and siteRef'),
          type: zod
            .string()
            .optional()
            .describe('Name of a resource type, any of which will do'),
          siteRef: zod.string().optional().describe('Entity ref of the site'),
          units: zod.number().int().optional().describe('Of a pool'),
          from: zod
            .string()
            .describe('RFC 3339 instant; the booking begins no earlier'),
          until: zod
            .string()
            .describe('RFC 3339 instant; the booking ends no later'),
          minutes: zod
            .number()
            .int()
            .optional()
            .describe('How long it is to be; all of the time if not said'),
          title: zod.string().describe('What it is for, in a few words'),
          purpose: zod.string().optional(),
          timeZone: zod.string().optional().describe('IANA time zone'),
          project: zod.string().optional(),
          parameters: zod
            .record(zod.any())
            .optional()
            .describe('What the resource type asks for'),
          participants: zod.array(zod.string()).optional(),
          onBehalfOf: zod.string().optional(),
          idempotencyKey: idempotencyKey(zod),
        }),
      output: zod => zod.object({ entry: waitlistEntryOutput(zod) }),
    },
    action: async ({ input, credentials }) => {
      const { idempotencyKey: key, ...given } = input;
      checkBody('NewWaitlistEntry', given);
      const body: typeof given = JSON.parse(JSON.stringify(given));
      const entry = await waitlist.join(
        body,
        actionContext('join-waitlist', credentials, body, key),
      );
      return { output: { entry: describeWaitlistEntry(entry) } };
    },
  });
}
