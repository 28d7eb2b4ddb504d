import type { CallContext } from '@callboard/backend-access';
import { readNow } from '@callboard/backend-database';
import { DAY_MS } from '../domain/intervals';
import type { ReservationsServices } from '../services';
import { type DemoFile, refOf } from './demoFile';

const HOUR_MS = 3_600_000;

/** What is planned to be out of service, and what people say is wrong. */
export async function loadMaintenance(
  services: Pick<
    ReservationsServices,
    'maintenance' | 'problems' | 'database' | 'inventory'
  >,
  file: DemoFile,
  context: CallContext,
): Promise<void> {
  const { maintenance, problems, database, inventory } = services;
  const known = await inventory.latest();
  const now = await database.read(readNow);
  const planned = await maintenance.list({
    statuses: ['scheduled', 'active'],
    limit: 1,
  });
  for (const one of planned.items.length > 0 ? [] : file.maintenance) {
    const resource = known.resourceByRef(refOf(one.resource));
    const from = Math.ceil((now + one.inDays * DAY_MS) / HOUR_MS) * HOUR_MS;
    if (resource) {
      await maintenance.create(
        {
          resourceId: resource.id,
          from,
          until: from + one.hours * HOUR_MS,
          title: one.title,
          reason: one.reason,
        },
        async () => () => ({ decision: 'keep' }),
        context,
      );
    }
  }
  const reported = await problems.list({ limit: 1 });
  for (const one of reported.items.length > 0 ? [] : file.problems) {
    const resource = known.resourceByRef(refOf(one.resource));
    if (resource) {
      const { title, description, reporter } = one;
      await problems.report(
        resource,
        { title, description },
        { ...context, actor: reporter },
      );
    }
  }
}
