import type { Verdict } from '@callboard/backstage-plugin-reservations-common';
import { type Database, readNow } from '@callboard/backend-database';
import type { Caller } from '../bookings/BookingsService';
import type { ClaimTransaction } from '../bookings/ClaimTransaction';
import {
  type Inventory,
  normaliseRef,
  type ResourceFacts,
} from '../domain/Inventory';
import { offerStarts } from '../domain/offerStarts';
import { evaluatePolicies, isDenied } from '../domain/policies';
import { planBooking } from '../domain/planBooking';
import type { WantedTime } from './WaitlistService';

/** What may be otherwise by the time that something becomes free. */
const PASSING = new Set([
  'resource-status',
  'maintenance',
  'quota',
  'project-budget',
  'no-shows',
]);
const NEVER_PASSES = new Set(['resource_archived']);
const MAX_RESOURCES = 20;

/**
 * The denials, where no time and none of the resources would ever be allowed;
 * nothing where it is worth waiting.
 */
export async function waitsInVain(
  {
    wanted,
    resources,
    by,
    inventory,
  }: {
    wanted: WantedTime;
    resources: ResourceFacts[];
    by: Caller & { owner: string };
    inventory: Inventory;
  },
  {
    database,
    transaction,
  }: { database: Database; transaction: ClaimTransaction },
): Promise<Verdict[] | undefined> {
  const now = await database.read(db => readNow(db));
  const window = {
    start: Math.max(wanted.from, now),
    end: wanted.until - wanted.lengthMs + 1,
  };
  if (window.end <= window.start) {
    return undefined;
  }
  const starts = offerStarts([window], now, 0);
  let denials: Verdict[] | undefined;
  for (const resource of resources.slice(0, MAX_RESOURCES)) {
    for (const start of starts) {
      const time = { start, end: start + wanted.lengthMs };
      const lasting = evaluatePolicies({
        resources: [resource],
        inventory,
        time,
        now,
        startChanged: true,
        parties: by.parties,
      }).filter(lasts);
      if (!isDenied(lasting)) {
        const [{ verdicts }] = await transaction.look({
          plan: known => [
            planBooking({ resourceRefs: [resource.entityRef], time }, known),
          ],
          startChanged: true,
          parties: by.parties,
          booker: {
            owner: normaliseRef(by.owner),
            groups: by.groups ?? [],
            teams: by.teams,
            project: wanted.project,
          },
        });
        const said = verdicts.filter(lasts);
        if (!isDenied(said)) {
          return undefined;
        }
        denials ??= said;
        break;
      }
      denials ??= lasting;
    }
  }
  return denials;
}

function lasts({ policy, code, result }: Verdict): boolean {
  return (
    result !== 'deny' || !PASSING.has(policy) || NEVER_PASSES.has(code ?? '')
  );
}
