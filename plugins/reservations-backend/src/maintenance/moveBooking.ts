import type { JsonObject } from '@backstage/types';
import type { Database, Writer } from '@callboard/backend-database';
import type { BookingChange } from '@callboard/backstage-plugin-reservations-common';
import { fits } from '../bookings/assess';
import type { BookingRecord } from '../bookings/BookingRecord';
import { type Caller, termsOf } from '../bookings/BookingsService';
import type { ClaimTransaction } from '../bookings/ClaimTransaction';
import { placeAndTime } from '../bookings/newBookingRecord';
import { applyBookingChange } from '../bookings/operations/applyBookingChange';
import { standingOfChange } from '../bookings/operations/standingOfChange';
import { storeBookingChange } from '../bookings/operations/storeBookingChange';
import type { Inventory } from '../domain/Inventory';
import { planBooking } from '../domain/planBooking';
import type { Stores } from './affectedBookings';

/** Where and when to; what is left out stays. */
export interface WantedPlace {
  resourceRefs?: string[];
  start?: string;
  end?: string;
}

/**
 * Moves a booking in a transaction that holds the locks of where it is and of
 * where it goes, by the rules that its owner would meet. Returns the moved
 * booking; nothing where it does not fit or may not be there.
 */
export async function moveBooking(
  tx: Writer,
  seen: BookingRecord,
  wanted: WantedPlace,
  options: Stores & {
    database: Database;
    transaction: ClaimTransaction;
    actor: string;
    inventory: Inventory;
    caller?: Caller;
    cause: JsonObject;
  },
): Promise<BookingRecord | undefined> {
  const { inventory, transaction, caller } = options;
  const next = applyBookingChange(
    seen,
    changeFor(seen, wanted, inventory),
    inventory,
  );
  const plan = planBooking(
    {
      setupDone:
        seen.status === 'active'
          ? new Map(seen.resources.map(one => [one.id, one.setupMinutes]))
          : undefined,
      resourceRefs: next.input.resourceRefs,
      units: next.input.units,
      time: {
        start: Date.parse(next.input.start),
        end: Date.parse(next.input.end),
      },
      parameters: next.parameters,
    },
    inventory,
  );
  const [assessment] = await transaction.decide(tx, [plan], {
    ...termsOf(caller, seen.owner, seen.project),
    exceptBookings: [seen.id],
    startChanged: next.startChanged,
  });
  const unapproved =
    seen.status !== 'pending' &&
    assessment.verdicts.some(({ result }) => result === 'approve') &&
    !seen.resources.every(
      ({ id }) => inventory.resource(id)?.policies.approval?.required,
    );
  if (!fits(assessment) || unapproved) {
    return undefined;
  }
  return storeBookingChange(tx, {
    ...options,
    seen,
    wanted: {
      ...seen,
      ...next.fields,
      version: seen.version + 1,
      updatedAt: assessment.now,
      ...placeAndTime(plan),
      // What was approved stays so: it is not the booker who moves it.
      ...standingOfChange(seen, {
        ...assessment,
        verdicts: seen.status === 'pending' ? assessment.verdicts : [],
      }),
    },
    planned: plan.claims,
  });
}

/** The change, with units and parameters handed on to what replaces what. */
function changeFor(
  seen: BookingRecord,
  wanted: WantedPlace,
  inventory: Inventory,
): BookingChange {
  const { resourceRefs } = wanted;
  if (!resourceRefs) {
    return wanted;
  }
  const before = seen.resources.flatMap(({ id, units }) => {
    const resource = inventory.resource(id);
    return resource ? [{ resource, units }] : [];
  });
  const after = resourceRefs.flatMap(ref => inventory.resourceByRef(ref) ?? []);
  const gone = before.filter(({ resource }) => !after.includes(resource));
  const units: Record<string, number> = {};
  const parameters = { ...seen.parameters };
  for (const resource of after) {
    const kept = before.find(one => one.resource === resource);
    const index = gone.findIndex(one => one.resource.type === resource.type);
    const replaced = kept ?? (index < 0 ? undefined : gone.splice(index, 1)[0]);
    if (replaced && resource.capacity !== undefined) {
      units[resource.entityRef] = replaced.units;
    }
    const old = replaced?.resource.entityRef;
    if (old && old in parameters && old !== resource.entityRef) {
      parameters[resource.entityRef] = parameters[old];
      delete parameters[old];
    }
  }
  return {
    ...wanted,
    units,
    parameters: parameters as BookingChange['parameters'],
  };
}
