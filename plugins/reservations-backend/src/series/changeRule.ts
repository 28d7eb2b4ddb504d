import { readNow, toInstant } from '@callboard/backend-database';
import { type Caller, termsOf } from '../bookings/BookingsService';
import type { ClaimRequest } from '../bookings/ClaimTransaction';
import {
  type LockMode,
  lockResources,
  mergeLocks,
} from '../bookings/lockResources';
import { checkInterval, parseInterval } from '../domain/bookingTimes';
import type { Inventory } from '../domain/Inventory';
import { type BookingPlan, planBooking } from '../domain/planBooking';
import { judgeEach } from '../externalPolicies';
import type { SeriesOptions } from './CurrentSeries';
import { isSetUp, type RuleEdit, type RulePlace } from './planRule';
import { type ChangedRule, storeRule } from './storeRule';

interface RuleOptions extends SeriesOptions {
  known: Inventory;
  /** Who changes it; nobody where it is only looked at. */
  actor?: string;
  by?: Caller;
}

/** What must be decided anew, in the order of the rule. */
export function claimingPlaces({ places }: RuleEdit): RulePlace[] {
  return places.filter(({ kept }) => !kept || kept.next.claimsChanged);
}

/** What is asked of the calendar and the rules, now or under locks. */
export async function ruleRequest(
  edit: RuleEdit,
  options: RuleOptions,
): Promise<ClaimRequest> {
  const { known, by, actor } = options;
  const { like, gone, owner } = edit;
  const asked = claimingPlaces(edit);
  const plan = (inventory: Inventory) =>
    asked.map(place => planOf(place, edit, options.maxBookingDays, inventory));
  return {
    plan,
    verdictsEach: await judgeEach(
      options.external,
      plan,
      async () => known,
      index => {
        const { kept } = asked[index];
        return {
          operation: kept ? 'change' : 'create',
          dryRun: actor === undefined,
          by: actor,
          booking: kept
            ? { ...kept.seen, ...kept.next.fields }
            : { ...like.fields, owner },
        };
      },
    ),
    ...termsOf(by, owner, like.fields.project),
    exceptBookings: [
      ...asked.flatMap(({ kept }) => kept?.seen.id ?? []),
      // What is set up keeps its time for the teardown.
      ...gone.filter(one => !isSetUp(one)).map(({ id }) => id),
    ],
    startChanged: asked.some(({ kept }) => !kept || kept.next.startChanged),
  };
}

/**
 * Carries out what another rule makes of a series, in one transaction: bookings
 * are cancelled, moved and made, or nothing of it happens.
 */
export async function changeRule(
  edit: RuleEdit,
  options: RuleOptions & {
    actor: string;
    /** What does not fit is left out, as long as anything fits. */
    partly: boolean;
  },
): Promise<ChangedRule> {
  const { database, transaction, freed, known, partly } = options;
  const asked = claimingPlaces(edit);
  const touched = [
    ...asked.flatMap(({ kept }) => kept?.seen ?? []),
    ...edit.gone,
  ];
  const resourceIds = new Set(
    touched.flatMap(({ resources }) => resources.map(({ id }) => id)),
  );
  const waiting = await freed.expect(resourceIds);
  if (asked.length === 0) {
    const own = new Map(
      [...resourceIds].map((id): [string, LockMode] => [id, 'update']),
    );
    return database.write(async tx => {
      await lockResources(tx, mergeLocks(own, waiting.locks));
      const changed = await storeRule(tx, edit, {
        ...options,
        inventory: known,
        now: await readNow(tx),
        decided: new Map(),
      });
      await freed.promote(tx, waiting);
      return changed;
    });
  }
  return transaction.run(
    {
      ...(await ruleRequest(edit, options)),
      ...{ waiting, partly, alsoLock: [...resourceIds] },
    },
    async (tx, assessments) => {
      const [{ plan, now }] = assessments;
      const changed = await storeRule(tx, edit, {
        ...{ ...options, inventory: plan.inventory, now },
        decided: new Map(
          asked.map((place, index) => [place, assessments[index]]),
        ),
      });
      await freed.promote(tx, waiting);
      return changed;
    },
  );
}

function planOf(
  place: RulePlace,
  { like, places }: RuleEdit,
  maxBookingDays: number,
  inventory: Inventory,
): BookingPlan {
  const { kept, occurrence } = place;
  const input = kept?.next.input ?? {
    ...like.input,
    start: toInstant(occurrence.start),
    end: toInstant(occurrence.end),
  };
  // Of new ones checked once: they are the same for all.
  const isFirstNew = place === places.find(one => !one.kept);
  const ofNew = isFirstNew ? like.fields.parameters : undefined;
  const time = parseInterval(input.start, input.end);
  checkInterval(time, maxBookingDays);
  return planBooking(
    { ...input, time, parameters: kept ? kept.next.parameters : ofNew },
    inventory,
  );
}
