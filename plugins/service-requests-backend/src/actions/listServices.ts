import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { checkText } from '@callboard/backend-openapi';
import type { ActionDependencies } from '.';
import { describeService } from './describe';
import { serviceOutput } from './outputs';
import { SERVICE_STATUSES, cursor, limit, words } from './schemas';

export function registerListServices(
  registry: ActionsRegistryService,
  { services, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'list-services',
    title: 'List services',
    description:
      'Lists the cloud services that the caller may see, by name: what runs, or is about to. Of several filters all must hold.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          q: words(zod),
          statuses: zod.array(zod.enum(SERVICE_STATUSES)).max(20).optional(),
          environment: zod.string().optional(),
          region: zod.string().optional(),
          offering: zod.string().optional(),
          owner: zod.string().optional().describe('Entity ref'),
          entityRef: zod
            .string()
            .optional()
            .describe('The one that is this catalog entity'),
          drifted: zod
            .boolean()
            .optional()
            .describe('Only what differs from what was merged'),
          expiresBefore: zod
            .string()
            .optional()
            .describe('With an end date before this day (YYYY-MM-DD)'),
          removed: zod
            .boolean()
            .optional()
            .describe('With those that are gone'),
          cursor: cursor(zod),
          limit: limit(zod),
        }),
      output: zod =>
        zod.object({
          services: zod.array(serviceOutput(zod)),
          nextCursor: zod.string().optional(),
        }),
    },
    action: async ({ input, credentials }) => {
      const {
        q,
        owner,
        entityRef,
        expiresBefore,
        limit: size = 50,
        ...rest
      } = input;
      await services.authorizeRead(credentials);
      checkText(q ?? '', 'q');
      for (const name of [rest.environment, rest.region, rest.offering]) {
        if (name !== undefined) {
          checkBody('Name', name);
        }
      }
      for (const ref of [owner, entityRef]) {
        if (ref !== undefined) {
          checkBody('EntityRef', ref);
        }
      }
      if (expiresBefore !== undefined) {
        checkBody('Day', expiresBefore);
      }
      const page = await services.list(
        {
          ...rest,
          q,
          owner: owner?.toLowerCase(),
          entityRef: entityRef?.toLowerCase(),
          expiresBefore,
          limit: size,
        },
        credentials,
      );
      return {
        output: {
          services: page.items.map(describeService),
          nextCursor: page.nextCursor,
        },
      };
    },
  });
}
