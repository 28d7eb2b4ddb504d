import type { Reader } from '@callboard/backend-database';
import type { Inventory, ResourceFacts } from '../domain/Inventory';
import type { KnownCertifications } from '../domain/policies/certifications';
import type { CertificationStore } from './CertificationStore';
import type { HoldingStore } from './HoldingStore';

export interface CertificationStores {
  certifications: CertificationStore;
  holdings: HoldingStore;
}

/**
 * What the rules of these resources ask for, and what `owner` has of it; nothing
 * is read where no rule asks. Locked, what was read stays: whoever revokes a
 * certification then finds the booking that was made on it.
 */
export async function readCertifications(
  db: Reader,
  stores: CertificationStores,
  asked: {
    resources: readonly ResourceFacts[];
    inventory: Inventory;
    owner: string;
    lock: boolean;
  },
): Promise<KnownCertifications | undefined> {
  const { resources, inventory, owner, lock } = asked;
  const names = new Set(
    resources.flatMap(({ policies }) => policies.certifications ?? []),
  );
  if (names.size === 0) {
    return undefined;
  }
  const named = await stores.certifications.named(db, [...names]);
  const held = await stores.holdings.of(
    db,
    [owner],
    named.map(({ id }) => id),
    lock,
  );
  return new Map(
    named.map(({ id, name, title, siteId }) => [
      name.toLowerCase(),
      {
        title,
        grantedBy:
          siteId === undefined
            ? []
            : [...(inventory.site(siteId)?.admins ?? [])],
        held: held
          .filter(({ certification }) => certification.id === id)
          .map(({ from, until, revokedAt }) => ({
            from,
            until,
            revoked: revokedAt !== undefined,
          })),
      },
    ]),
  );
}
