import { ConflictError } from '@backstage/errors';
import {
  isTerminal,
  type Verdict,
} from '@callboard/backstage-plugin-reservations-common';
import {
  checkVersion,
  type Database,
  readNow,
  type Writer,
} from '@callboard/backend-database';
import {
  type CertificationStores,
  readCertifications,
} from '../../certifications/readCertifications';
import type { Inventory } from '../../domain/Inventory';
import {
  isDenied,
  type PartyAccess,
  type PolicyFacts,
} from '../../domain/policies';
import { accessGrant } from '../../domain/policies/accessGrant';
import { certifications } from '../../domain/policies/certifications';
import { PolicyDeniedError } from '../../errors';
import { bookingData, bookingEvent } from '../bookingEvent';
import type { BookingRecord } from '../BookingRecord';
import type { BookingStore } from '../BookingStore';
import { requireBooked } from '../requireBooked';

/**
 * Gives a booking another owner. Time, resources and claims stay as they are,
 * and so does the record of who made it; who made it has no more say in it.
 */
export async function transferBooking(
  tx: Writer,
  options: {
    database: Database;
    bookings: BookingStore;
    seen: BookingRecord;
    owner: string;
    reason?: string;
    /** Who must have access to what is left of it. */
    parties?: PartyAccess[];
    actor: string;
    known: Inventory;
    /** What the next owner is certified for is looked up here. */
    certified: CertificationStores;
  },
): Promise<BookingRecord> {
  const { bookings, seen, owner, reason, parties, actor, known } = options;
  // Locked before the booking, as by whoever revokes a certification.
  const held = await readCertifications(tx, options.certified, {
    resources: resourcesOf(seen, known),
    inventory: known,
    owner,
    lock: true,
  });
  const before = await bookings.lock(tx, seen.id);
  checkVersion(before ?? { version: 0 }, seen.version);
  requireBooked(seen);
  if (isTerminal(seen.status)) {
    throw new ConflictError(
      `This booking is ${seen.status} and can no longer be handed on`,
    );
  }
  if (seen.owner === owner) {
    return seen;
  }
  const now = await readNow(tx);
  const facts = factsOf(seen, owner, known, now);
  requireAllowed(accessGrant({ ...facts, parties }));
  requireAllowed(certifications({ ...facts, certifications: held }));
  const booking: BookingRecord = {
    ...before!,
    owner,
    transferred: true,
    version: seen.version + 1,
    updatedAt: now,
  };
  await bookings.updateOwner(tx, booking);
  await options.database.outbox.append(tx.knex, [
    bookingEvent('booking.changed', actor, booking, known, {
      before: bookingData(seen, known),
      reason: 'transferred',
      ...(reason ? { message: reason } : {}),
    }),
  ]);
  return booking;
}

/** Of what is left of it; nothing else is asked again than what its owner needs. */
function factsOf(
  booking: BookingRecord,
  owner: string,
  inventory: Inventory,
  now: number,
): PolicyFacts {
  return {
    resources: resourcesOf(booking, inventory),
    inventory,
    time: { start: Math.max(booking.startAt, now), end: booking.endAt },
    now,
    startChanged: false,
    booker: { owner, groups: [] },
  };
}

function requireAllowed(verdicts: Verdict[]): void {
  if (isDenied(verdicts)) {
    throw new PolicyDeniedError(verdicts);
  }
}

function resourcesOf({ resources }: BookingRecord, inventory: Inventory) {
  return resources.flatMap(({ id }) => inventory.resource(id) ?? []);
}
