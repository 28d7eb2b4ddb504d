import type { Reader } from '@callboard/backend-database';
import type { BookingPlan } from '../../domain/planBooking';
import type { Booker, DecidingFacts } from '../../domain/policies';

/** Which bookings are to be decided on. */
export interface FactRequest {
  plans: BookingPlan[];
  booker: Booker;
  /** Bookings that the plans take the place of; what they use does not count. */
  exceptBookings: readonly string[];
  /** Whether to lock what is read until the transaction ends. */
  lock: boolean;
}

/**
 * Reads what policies need to know besides the inventory: one file here for each
 * kind of fact, named after it. It asks the database nothing where no rule of
 * the planned resources needs the answer.
 *
 * In the transaction that books it is called once the resources are locked, and
 * locks what it reads, subjects in the order of their keys; so that of two
 * bookings which are each allowed alone only one is, if only one may be.
 */
export interface FactSource {
  read(db: Reader, request: FactRequest): Promise<Partial<DecidingFacts>>;
}

/** What all of them say. */
export async function readFacts(
  sources: readonly FactSource[],
  db: Reader,
  request: FactRequest,
): Promise<DecidingFacts> {
  const facts: DecidingFacts = {};
  for (const source of sources) {
    Object.assign(facts, await source.read(db, request));
  }
  return facts;
}
