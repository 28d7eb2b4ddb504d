import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext, idempotencyKey } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeAccessGrant } from './describeAccessGrant';
import { accessGrantOutput } from './schemas';

export function registerCreateAccessGrant(
  registry: ActionsRegistryService,
  { accessGrants, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'create-access-grant',
    title: 'Grant access for a time',
    description:
      'Opens a site, or one resource with its parts, to a user or a group until ' +
      'an instant; the access then ends by itself.',
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          subjectRef: zod.string().describe('Entity ref of a user or group'),
          siteRef: zod.string().describe('Entity ref of the site'),
          resourceRef: zod
            .string()
            .optional()
            .describe('Entity ref of one resource of the site'),
          from: zod.string().optional().describe('RFC 3339 instant, or now'),
          until: zod.string().describe('RFC 3339 instant'),
          reason: zod.string().optional(),
          idempotencyKey: idempotencyKey(zod),
        }),
      output: zod => zod.object({ grant: accessGrantOutput(zod) }),
    },
    action: async ({ input, credentials }) => {
      await accessGrants.authorizeAny('accessGrantCreate', credentials);
      const { idempotencyKey: key, ...given } = input;
      checkBody('NewAccessGrant', given);
      const grant = await accessGrants.create(
        given,
        actionContext('create-access-grant', credentials, given, key),
      );
      return { output: { grant: describeAccessGrant(grant) } };
    },
  });
}
