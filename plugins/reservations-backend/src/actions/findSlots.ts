import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { InputError } from '@backstage/errors';
import { readWindow } from '../http/window';
import type { ActionDependencies } from '.';

const MAX_RESOURCES = 500;

export function registerFindSlots(
  registry: ActionsRegistryService,
  { availability, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'find-slots',
    title: 'Find free slots',
    description:
      'Finds when resources that the caller may see are free for a length of ' +
      'time: the earliest slot of each within the window, earliest first.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          minutes: zod.number().int().min(1).max(527040),
          from: zod.string().describe('RFC 3339 instant'),
          to: zod
            .string()
            .describe('RFC 3339 instant, at most 100 days after from'),
          resourceRefs: zod.array(zod.string()).max(100).optional(),
          site: zod.string().optional().describe('Entity ref of a site'),
          type: zod.string().optional().describe('Name of a resource type'),
          units: zod.number().int().min(1).max(100000).optional(),
          limit: zod.number().int().min(1).max(100).optional(),
        }),
      output: zod =>
        zod.object({
          slots: zod.array(
            zod.object({
              resourceRef: zod.string(),
              title: zod.string(),
              start: zod.string(),
              end: zod.string(),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      checkBody('Instant', input.from);
      checkBody('Instant', input.to);
      input.resourceRefs?.forEach(ref => checkBody('EntityRef', ref));
      if (input.type !== undefined) {
        checkBody('Name', input.type);
      }
      if (input.site !== undefined) {
        checkBody('EntityRef', input.site);
      }
      const page = await availability.find(
        {
          window: readWindow(input.from, input.to),
          resourceRefs: input.resourceRefs,
          siteRefs: input.site === undefined ? undefined : [input.site],
          types: input.type === undefined ? undefined : [input.type],
          minutes: input.minutes,
          units: input.units ?? 1,
          limit: MAX_RESOURCES,
        },
        credentials,
      );
      if (page.nextCursor) {
        throw new InputError(
          `More than ${MAX_RESOURCES} resources fit; name a site, a type or resources`,
        );
      }
      const slots = page.items
        .flatMap(({ next, title }) => (next ? [{ ...next, title }] : []))
        .sort((a, b) => (a.start < b.start ? -1 : 1))
        .slice(0, input.limit ?? 10);
      return { output: { slots } };
    },
  });
}
