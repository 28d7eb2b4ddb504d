import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionDependencies } from '.';

export function registerListEventTypes(
  registry: ActionsRegistryService,
  { events }: ActionDependencies,
): void {
  registry.register({
    name: 'list-event-types',
    title: 'List webhook event types',
    description:
      'Everything that webhook endpoints can be told of, by source and type; ' +
      'on request with the JSON Schema and an example of what arrives.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          types: zod
            .array(zod.string())
            .max(100)
            .optional()
            .describe('Only these; all if not given'),
          details: zod
            .boolean()
            .optional()
            .describe('With schema and example of each'),
        }),
      output: zod =>
        zod.object({
          eventTypes: zod.array(
            zod.object({
              type: zod.string().describe('For example booking.started'),
              source: zod.string().describe('The plugin that announces it'),
              title: zod.string(),
              description: zod.string(),
              schema: zod
                .record(zod.any())
                .optional()
                .describe('JSON Schema 2020-12 of the event’s `data`'),
              example: zod
                .record(zod.any())
                .optional()
                .describe('An example of `data`'),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const all = await events.listTypes(credentials);
      const asked = input.types && new Set(input.types);
      return {
        output: {
          eventTypes: all
            .filter(({ type }) => asked?.has(type) ?? true)
            .map(({ type, source, title, description, schema, example }) => ({
              type,
              source,
              title,
              description,
              ...(input.details && { schema, example }),
            })),
        },
      };
    },
  });
}
