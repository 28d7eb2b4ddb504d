import type { CallContext } from '@callboard/backend-access';
import { readNow, toInstant } from '@callboard/backend-database';
import { DAY_MS } from '../domain/intervals';
import type { ReservationsServices } from '../services';
import { type DemoFile, refOf } from './demoFile';

const HOUR_MS = 3_600_000;

/** Who waits for what; what is free is offered once the portal runs. */
export async function loadWaitlist(
  services: Pick<ReservationsServices, 'waitlist' | 'database'>,
  file: DemoFile,
  context: CallContext,
): Promise<void> {
  const { waitlist, database } = services;
  const now = await database.read(readNow);
  const present = await waitlist.list({ limit: 1 });
  for (const one of present.items.length > 0 ? [] : file.waitlist) {
    const { owner, resource, type, site, inDays, hours, title } = one;
    const from = Math.ceil((now + inDays * DAY_MS) / HOUR_MS) * HOUR_MS;
    await waitlist.join(
      {
        resourceRef: resource && refOf(resource),
        type,
        siteRef: site && refOf(site),
        from: toInstant(from),
        until: toInstant(from + one.withinHours * HOUR_MS),
        minutes: hours * 60,
        title,
      },
      { ...context, actor: owner },
      { owner },
    );
  }
}
