import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { readReportWindow } from '../http/reportHandlers';
import type { ActionDependencies } from '.';

const MOST_ROWS = 100;

export function registerGetUsageReport(
  registry: ActionsRegistryService,
  { reports, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'get-usage-report',
    title: 'Get a usage report',
    description:
      'Says how much of what the caller reports on was used in a window, by ' +
      'whom, what went unused and what it costs. Hours are multiplied by units; ' +
      `the most used come first, at most ${MOST_ROWS} of them.`,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          from: zod.string().describe('RFC 3339 instant'),
          to: zod
            .string()
            .describe('RFC 3339 instant, at most 800 days after from'),
          groupBy: zod
            .enum(['resource', 'type', 'site', 'owner', 'group', 'project'])
            .optional(),
          site: zod.string().optional().describe('Entity ref of a site'),
          type: zod.string().optional().describe('Name of a resource type'),
          resourceRefs: zod.array(zod.string()).max(100).optional(),
          openingHoursOnly: zod
            .boolean()
            .optional()
            .describe('Measure against opening hours instead of all time'),
        }),
      output: zod => {
        const figures = {
          bookings: zod.number(),
          bookedHours: zod.number(),
          utilisation: zod.number().optional().describe('0 to 1'),
          noShows: zod.number(),
          cancelled: zod.number(),
          releasedEarly: zod.number(),
          costs: zod.array(
            zod.object({ currency: zod.string(), amount: zod.number() }),
          ),
        };
        return zod.object({
          totals: zod.object(figures),
          rows: zod.array(
            zod.object({ key: zod.string(), title: zod.string(), ...figures }),
          ),
        });
      },
    },
    action: async ({ input, credentials }) => {
      checkBody('Instant', input.from);
      checkBody('Instant', input.to);
      input.resourceRefs?.forEach(ref => checkBody('EntityRef', ref));
      if (input.site !== undefined) checkBody('EntityRef', input.site);
      if (input.type !== undefined) checkBody('Name', input.type);
      const report = await reports.usage(
        {
          window: readReportWindow(input.from, input.to),
          zone: 'UTC',
          hours: input.openingHoursOnly ? 'open' : 'all',
          groupBy: input.groupBy ?? 'resource',
        },
        {
          resourceRefs: input.resourceRefs,
          siteRefs: input.site === undefined ? undefined : [input.site],
          types: input.type === undefined ? undefined : [input.type],
        },
        credentials,
      );
      const toFigures = (one: typeof report.totals) => ({
        bookings: one.bookings,
        bookedHours: Number((one.bookedMinutes / 60).toFixed(2)),
        utilisation: one.utilisation,
        noShows: one.noShows,
        cancelled: one.cancelled,
        releasedEarly: one.releasedEarly,
        costs: one.costs,
      });
      return {
        output: {
          totals: toFigures(report.totals),
          rows: report.rows.slice(0, MOST_ROWS).map(row => ({
            key: row.key,
            title: row.title,
            ...toFigures(row),
          })),
        },
      };
    },
  });
}
