import type { JsonObject } from '@backstage/types';
import {
  type Database,
  readNow,
  toInstant,
  type Writer,
} from '@callboard/backend-database';
import type {
  MaintenanceDecision,
  MaintenanceOutcome,
} from '@callboard/backstage-plugin-reservations-common';
import { endBooking } from '../bookings/operations/endBooking';
import type { BookingRecord } from '../bookings/BookingRecord';
import type { Caller } from '../bookings/BookingsService';
import type { ClaimTransaction } from '../bookings/ClaimTransaction';
import type { Alternative } from '../domain/alternatives';
import type { Inventory } from '../domain/Inventory';
import { MINUTE_MS } from '../domain/intervals';
import {
  type Affected,
  findAlternatives,
  type Stores,
} from './affectedBookings';
import { affectedEvent } from './affectedEvent';
import type { MaintenanceRecord } from './MaintenanceRecord';
import { moveBooking, type WantedPlace } from './moveBooking';

/** What one booking is to become, and what stands against it. */
export interface Choice {
  decision: MaintenanceDecision;
  resourceRefs?: string[];
  /** Epoch milliseconds. */
  start?: number;
  /** Why it stays, whatever was decided. */
  refused?: string;
  /** On whose terms it moves; absent where it is not to move. */
  caller?: Caller;
}

export interface Settling extends Stores {
  database: Database;
  transaction: ClaimTransaction;
  actor: string;
  window: MaintenanceRecord;
  /** With the window in it. */
  inventory: Inventory;
  /** Said with every event. */
  cause: JsonObject;
}

/** Said in the report of why a booking stays. */
const STAYS = {
  short: 'It would be shorter than the rules allow.',
  begun: 'It has begun, so it can only be ended.',
  noRoom: 'There is no free time for it within two weeks.',
  refused: 'Where it was to go is taken, or a rule is in the way.',
};

/**
 * Does with each booking in the way what was chosen for it, in the transaction
 * that makes the window; the locks of all that is booked or may come to be are
 * held. A booking moves by the same rules as if its owner moved it: what no rule
 * allows, or for what there is no room, stays and is reported.
 */
export async function settleBookings(
  tx: Writer,
  affected: { one: Affected; choice: Choice }[],
  settling: Settling,
): Promise<MaintenanceOutcome[]> {
  const outcomes: MaintenanceOutcome[] = [];
  for (const { one, choice } of affected) {
    outcomes.push(await settle(tx, one, choice, settling));
  }
  return outcomes;
}

async function settle(
  tx: Writer,
  one: Affected,
  choice: Choice,
  settling: Settling,
): Promise<MaintenanceOutcome> {
  if (choice.refused || choice.decision === 'keep') {
    return keep(tx, one, settling, choice.refused);
  }
  if (one.booking.status === 'active') {
    return cutShort(tx, one, choice, settling);
  }
  return choice.decision === 'cancel'
    ? cancel(tx, one, settling)
    : move(tx, one, choice, settling);
}

async function keep(
  tx: Writer,
  one: Affected,
  { database, actor, inventory, cause, ...stores }: Settling,
  message?: string,
): Promise<MaintenanceOutcome> {
  const alternatives = await findAlternatives(tx, stores, one, {
    inventory,
    now: await readNow(tx),
  });
  await database.outbox.append(tx.knex, [
    affectedEvent(actor, one.booking, inventory, cause, alternatives),
  ]);
  return outcomeOf('kept', one.booking, inventory, message);
}

async function cancel(
  tx: Writer,
  { booking }: Affected,
  { inventory, cause, window, ...rest }: Settling,
): Promise<MaintenanceOutcome> {
  const ended = await endBooking(tx, {
    ...rest,
    seen: booking,
    ending: {
      kind: 'cancel',
      reason: `${window.resource.title} is in maintenance: ${window.title}`,
      cause,
    },
    known: inventory,
  });
  return outcomeOf('cancelled', ended, inventory);
}

/** What has begun ends with the beginning of the maintenance, or now. */
async function cutShort(
  tx: Writer,
  one: Affected,
  choice: Choice,
  settling: Settling,
): Promise<MaintenanceOutcome> {
  const { booking } = one;
  const end = settling.window.from - booking.teardownMinutes * MINUTE_MS;
  const now = await readNow(tx);
  if (end >= Math.max(now, booking.startAt) + MINUTE_MS) {
    const shorter = await moveBooking(
      tx,
      booking,
      { end: toInstant(end) },
      {
        ...settling,
        caller: choice.caller,
      },
    );
    return shorter
      ? outcomeOf('shortened', shorter, settling.inventory)
      : keep(tx, one, settling, STAYS.short);
  }
  return choice.decision === 'cancel'
    ? cancel(tx, one, settling)
    : keep(tx, one, settling, STAYS.begun);
}

async function move(
  tx: Writer,
  one: Affected,
  choice: Choice,
  settling: Settling,
): Promise<MaintenanceOutcome> {
  const { booking } = one;
  const now = await readNow(tx);
  const candidates =
    choice.resourceRefs || choice.start !== undefined
      ? [chosenChange(booking, choice)]
      : (
          await findAlternatives(tx, settling, one, {
            inventory: settling.inventory,
            now,
            parties: choice.caller?.parties,
          })
        ).map(found => changeTo(booking, found));
  for (const candidate of candidates) {
    const moved = await moveBooking(tx, booking, candidate, {
      ...settling,
      caller: choice.caller,
    });
    if (moved) {
      return outcomeOf('moved', moved, settling.inventory);
    }
  }
  return keep(
    tx,
    one,
    settling,
    candidates.length === 0 ? STAYS.noRoom : STAYS.refused,
  );
}

function chosenChange(booking: BookingRecord, choice: Choice): WantedPlace {
  const start = choice.start ?? booking.startAt;
  return {
    resourceRefs: choice.resourceRefs,
    start: toInstant(start),
    end: toInstant(start + booking.endAt - booking.startAt),
  };
}

function changeTo(
  booking: BookingRecord,
  { resources, time }: Alternative,
): WantedPlace {
  const moved =
    resources.length !== booking.resources.length ||
    resources.some(
      ({ resource }) => !booking.resources.some(({ id }) => id === resource.id),
    );
  return {
    resourceRefs: moved
      ? resources.map(({ resource }) => resource.entityRef)
      : undefined,
    start: toInstant(time.start),
    end: toInstant(time.end),
  };
}

function outcomeOf(
  outcome: MaintenanceOutcome['outcome'],
  booking: BookingRecord,
  inventory: Inventory,
  message?: string,
): MaintenanceOutcome {
  return {
    bookingId: booking.id,
    title: booking.title,
    owner: booking.owner,
    outcome,
    resourceRefs: booking.resources.map(
      ({ id }) => inventory.resource(id)?.entityRef ?? id,
    ),
    start: toInstant(booking.startAt),
    end: toInstant(booking.endAt),
    message,
  };
}
