import type {
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { furnish, type Portal, startPortal } from './portal';

/** A portal on two databases of a kind, with sites and things on them. */
export async function startFurnished(
  databases: TestDatabases,
  id: TestDatabaseId,
): Promise<Portal & Awaited<ReturnType<typeof furnish>>> {
  const portal = await startPortal({
    reservations: await databases.init(id),
    webhooks: await databases.init(id),
  });
  return { ...portal, ...(await furnish(portal)) };
}
