import type { CallContext } from '@callboard/backend-access';
import { readNow, toInstant } from '@callboard/backend-database';
import { DAY_MS } from '../domain/intervals';
import { fromLocal, toLocal } from '../domain/recurrence';
import type { ReservationsServices } from '../services';
import { type DemoFile, refOf } from './demoFile';

const HOUR_MS = 3_600_000;

/** What repeats, from tomorrow on; around what is booked already. */
export async function loadSeries(
  services: Pick<ReservationsServices, 'database' | 'inventory' | 'series'>,
  file: DemoFile,
  context: CallContext,
): Promise<void> {
  const { database, inventory, series } = services;
  const now = await database.read(readNow);
  const known = await inventory.latest();
  for (const { resource, owner, title, hour, hours, rule } of file.series) {
    const found = known.resourceByRef(refOf(resource));
    if (found) {
      const { timeZone } = found.site;
      const tomorrow = Math.floor(toLocal(now, timeZone) / DAY_MS) + 1;
      const { at } = fromLocal(tomorrow * DAY_MS + hour * HOUR_MS, timeZone);
      await series.create(
        {
          resourceRefs: [found.entityRef],
          start: toInstant(at),
          end: toInstant(at + hours * HOUR_MS),
          timeZone,
          title,
          recurrence: { rule, onConflict: 'skip' },
        },
        owner,
        { ...context, actor: owner },
      );
    }
  }
}
