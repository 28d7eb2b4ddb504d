import type { Notice } from '@callboard/backstage-plugin-reservations-common';
import { locked, toNumber, type Writer } from '@callboard/backend-database';
import type { BookedUnit } from '../bookings/BookingRecord';
import type { Inventory, ResourceFacts } from '../domain/Inventory';
import type { Interval } from '../domain/intervals';
import {
  isCertified,
  type KnownCertifications,
} from '../domain/policies/certifications';
import {
  type CertificationStores,
  readCertifications,
} from './readCertifications';

const CODE = 'certification_missing';

interface Row {
  id: string;
  start_at: string | number;
  end_at: string | number;
  resources: string;
  notices: string;
  policy_override: string | null;
}

/**
 * Marks the bookings to come of somebody whose certifications have changed: with
 * a notice where one no longer lasts for the booking, without where it does
 * again. They stay as they are; whether to cancel one is a person's decision. A
 * booking for which the rule was set aside is not marked.
 *
 * Called with the changed holding locked, so that no booking is being made on it.
 *
 * @returns ids of those that do not qualify, in the order of their starts
 */
export async function flagBookings(
  tx: Writer,
  stores: CertificationStores,
  { person, inventory }: { person: string; inventory: Inventory },
): Promise<string[]> {
  const query = tx
    .knex('booking')
    .where('owner', person)
    .whereIn('status', ['pending', 'confirmed', 'active'])
    .where('end_at', '>', tx.nowSql)
    .orderBy('id')
    .select(
      'id',
      'start_at',
      'end_at',
      'resources',
      'notices',
      'policy_override',
    );
  const rows: Row[] = await locked(tx, query);
  const resourcesOf = (row: Row) =>
    (JSON.parse(row.resources) as BookedUnit[]).flatMap(
      ({ id }) => inventory.resource(id) ?? [],
    );
  const known = await readCertifications(tx, stores, {
    resources: rows.flatMap(resourcesOf),
    inventory,
    owner: person,
    lock: false,
  });
  const affected: Row[] = [];
  for (const row of rows) {
    const notices: Notice[] = JSON.parse(row.notices);
    const missing = isExempt(row)
      ? []
      : missingFor(person, resourcesOf(row), timeOf(row), known);
    const next = [...notices.filter(({ code }) => code !== CODE), ...missing];
    if (JSON.stringify(next) !== row.notices) {
      await tx
        .knex('booking')
        .where({ id: row.id })
        .update({ notices: JSON.stringify(next) });
    }
    if (missing.length > 0) {
      affected.push(row);
    }
  }
  return affected
    .sort((a, b) => timeOf(a).start - timeOf(b).start)
    .map(({ id }) => id);
}

function timeOf(row: Row): Interval {
  return { start: toNumber(row.start_at), end: toNumber(row.end_at) };
}

function isExempt({ policy_override }: Row): boolean {
  const codes: string[] = policy_override
    ? JSON.parse(policy_override).codes
    : [];
  return codes.some(code => code.startsWith('certification_'));
}

function missingFor(
  person: string,
  resources: ResourceFacts[],
  time: Interval,
  known: KnownCertifications | undefined,
): Notice[] {
  return resources.flatMap(resource =>
    (resource.policies.certifications ?? []).flatMap(name => {
      const certification = known?.get(name.toLowerCase());
      return certification && !isCertified(certification.held, time)
        ? [
            {
              code: CODE,
              message: `${resource.title} needs ${certification.title}, which ${person} no longer holds until the end.`,
              resourceRef: resource.entityRef,
            } as const,
          ]
        : [];
    }),
  );
}
