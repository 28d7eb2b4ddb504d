import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionDependencies } from '.';

export function registerFindSlots(
  registry: ActionsRegistryService,
  { slots, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'find-slots',
    title: 'Find free slots',
    description:
      'Finds when resources are free for a length of time, among those that ' +
      'the caller may book: any of a type, with the attributes needed, one or ' +
      'several at once. The earliest first, then the smallest that suffices. ' +
      'Where there are none, says what would have to give.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          minutes: zod.number().int().min(1).max(86400),
          from: zod.string().describe('RFC 3339 instant'),
          to: zod
            .string()
            .describe(
              'RFC 3339 instant by which the slot ends, at most 60 days after from',
            ),
          resourceRefs: zod.array(zod.string()).max(100).optional(),
          site: zod.string().optional().describe('Entity ref of a site'),
          type: zod.string().optional().describe('Name of a resource type'),
          attributes: zod
            .array(
              zod.strictObject({
                name: zod.string(),
                op: zod.enum(['>=', '<=', '=', 'contains']),
                value: zod.union([zod.string(), zod.number(), zod.boolean()]),
              }),
            )
            .max(20)
            .optional()
            .describe('What the resources must have; only with a type'),
          units: zod.number().int().min(1).max(100000).optional(),
          resources: zod
            .number()
            .int()
            .min(1)
            .max(20)
            .optional()
            .describe('How many are needed at once, on one site'),
          daily: zod
            .boolean()
            .optional()
            .describe('Also at the same time of the days after, while free'),
          limit: zod.number().int().min(1).max(50).optional(),
        }),
      output: zod =>
        zod.object({
          slots: zod.array(
            zod.object({
              resourceRef: zod.string(),
              resourceRefs: zod.array(zod.string()),
              title: zod.string(),
              start: zod.string(),
              end: zod.string(),
              verdict: zod.enum(['allow', 'approve']),
            }),
          ),
          obstacles: zod.array(zod.string()),
        }),
    },
    action: async ({ input, credentials }) => {
      const { to: until, site, ...rest } = input;
      const search = {
        ...rest,
        until,
        ...(site === undefined ? {} : { siteRefs: [site] }),
      };
      checkBody('SlotSearch', search);
      const found = await slots.search(search, credentials);
      return {
        output: {
          slots: found.items.map(slot => ({
            resourceRef: slot.resourceRefs[0],
            resourceRefs: slot.resourceRefs,
            title: slot.titles.join(', '),
            start: slot.start,
            end: slot.end,
            verdict: slot.verdict,
          })),
          obstacles: found.obstacles.map(({ message }) => message),
        },
      };
    },
  });
}
