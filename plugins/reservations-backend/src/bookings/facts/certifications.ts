import {
  type CertificationStores,
  readCertifications,
} from '../../certifications/readCertifications';
import type { FactSource } from './FactSource';

/** What the owner of a booking is certified for. */
export function certificationFacts(stores: CertificationStores): FactSource {
  return {
    async read(db, { plans, booker, lock }) {
      if (plans.length === 0) {
        return {};
      }
      const known = await readCertifications(db, stores, {
        resources: plans.flatMap(({ booked }) =>
          booked.map(({ resource }) => resource),
        ),
        inventory: plans[0].inventory,
        owner: booker.owner,
        lock,
      });
      return known ? { certifications: known } : {};
    },
  };
}
