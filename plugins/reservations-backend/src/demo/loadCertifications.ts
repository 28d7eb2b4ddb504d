import type { CallContext } from '@callboard/backend-access';
import { readNow } from '@callboard/backend-database';
import { DAY_MS } from '../domain/intervals';
import type { ReservationsServices } from '../services';
import { type DemoFile, refOf } from './demoFile';

/** What the people of the demo are certified for, or were. */
export async function loadCertifications(
  services: Pick<
    ReservationsServices,
    'certifications' | 'database' | 'inventory'
  >,
  { certifications }: DemoFile,
  context: CallContext,
): Promise<void> {
  const known = await services.inventory.latest();
  for (const { site, holders, ...given } of certifications) {
    const certification =
      (await services.certifications.named(given.name)) ??
      (await services.certifications.create(
        { ...given, siteId: site && known.siteByRef(refOf(site))?.id },
        context,
      ));
    const now = await services.database.read(readNow);
    for (const { person, since, lasts, evidence } of holders) {
      const { items } = await services.certifications.holdings({
        person,
        certificationId: certification.id,
        limit: 1,
      });
      if (items.length === 0) {
        const from = now - since * DAY_MS;
        await services.certifications.grant(
          certification.id,
          person,
          { from, until: from + lasts * DAY_MS, evidence },
          context,
        );
      }
    }
  }
}
