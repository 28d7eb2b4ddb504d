import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeEndpoint } from './describe';
import { endpointOutput, profile, scopeSchema } from './schemas';

export function registerCreateEndpoint(
  registry: ActionsRegistryService,
  { endpoints, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'create-endpoint',
    title: 'Create a webhook endpoint',
    description:
      'Has events sent to a URL, from now on: those of the types and within the ' +
      'scope that are named, as far as its owner may see them. The answer ' +
      'carries the SIGNING SECRET, which is never shown again: put it where the ' +
      'receiver reads it, and neither repeat nor log it.',
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          url: zod
            .string()
            .describe(
              'http or https; private and local addresses are refused unless ' +
                'the portal allows them',
            ),
          eventTypes: zod
            .array(zod.string())
            .min(1)
            .max(100)
            .describe('For example booking.started; list-event-types has all'),
          scope: scopeSchema(zod),
          title: zod
            .string()
            .optional()
            .describe('The URL’s host if not given'),
          description: zod.string().optional(),
          headers: zod
            .record(zod.string())
            .optional()
            .describe('Sent with every request, at most 20'),
          includePersonalData: zod
            .boolean()
            .optional()
            .describe(
              'Whether deliveries carry names, email addresses and SSH keys ' +
                '(no if not given); switching it on is audited',
            ),
          profile: profile(zod).optional(),
          owner: zod
            .string()
            .optional()
            .describe(
              'Entity ref of the caller (if not given) or of a group of theirs; ' +
                'of others for global admins and operations only',
            ),
          idempotencyKey: zod
            .string()
            .min(1)
            .max(200)
            .optional()
            .describe(
              'Makes a retry safe: the same key and input give the first ' +
                'endpoint for 24 hours, without its secret',
            ),
        }),
      output: zod =>
        zod.object({
          endpoint: endpointOutput(zod),
          secret: zod
            .string()
            .optional()
            .describe(
              'SECRET, shown this once: whsec_…, what deliveries are signed ' +
                'with. Absent when an idempotency key gave the first endpoint; ' +
                'who lost it rotates it in the portal',
            ),
        }),
    },
    action: async ({ input, credentials }) => {
      const { idempotencyKey: key, ...given } = input;
      await endpoints.authorizeCreate(credentials);
      const body = { includePersonalData: false, ...withoutUndefined(given) };
      checkBody('NewEndpoint', body);
      const { secret, ...endpoint } = await endpoints.create(
        body,
        actionContext('create-endpoint', credentials, body, key),
      );
      return { output: { endpoint: describeEndpoint(endpoint), secret } };
    },
  });
}

function withoutUndefined<T extends object>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}
