import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { checkFilters, pageInput } from '@callboard/backend-access';
import { readWindow } from '../http/window';
import type { ActionDependencies } from '.';
import { entityRefs, paging } from './lists';

export function registerGetAvailability(
  registry: ActionsRegistryService,
  { availability, checkBody, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'get-availability',
    title: 'See when resources are free',
    description:
      'Says when resources are free, taken and in maintenance between two ' +
      'instants, at most 100 days apart; with minutes, the next slot of that ' +
      'length. find-slots finds what can be booked, best first.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          from: zod.string().describe('RFC 3339 instant'),
          to: zod.string().describe('RFC 3339 instant, later than from'),
          resourceRefs: entityRefs(zod),
          siteRefs: entityRefs(zod),
          types: zod
            .array(zod.string())
            .max(100)
            .optional()
            .describe('Names of resource types'),
          minutes: zod.number().int().min(1).max(527_040).optional(),
          units: zod
            .number()
            .int()
            .min(1)
            .max(100_000)
            .optional()
            .describe('Of a pool; 1 if not given'),
          ...pageInput(zod),
        }),
      output: zod =>
        zod.object({
          resources: zod.array(zod.object(fieldsOf(zod, 'Availability'))),
          nextCursor: zod.string().optional(),
        }),
    },
    action: async ({ input, credentials }) => {
      await availability.authorize(credentials);
      const { from, to, units = 1, ...rest } = paging(input);
      checkFilters(checkBody, {
        from: ['Instant', from],
        to: ['Instant', to],
        resourceRefs: ['EntityRef', rest.resourceRefs],
        siteRefs: ['EntityRef', rest.siteRefs],
        types: ['Name', rest.types],
      });
      const { items, nextCursor } = await availability.find(
        { ...rest, units, window: readWindow(from, to) },
        credentials,
      );
      return { output: { resources: items, nextCursor } };
    },
  });
}
