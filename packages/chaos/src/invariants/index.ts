import { checkBookings, checkEvents } from './bookings';
import { checkAttempts, checkDeliveries, checkReceived } from './deliveries';
import type { Facts } from './Facts';

export { type Facts, readFacts } from './Facts';

const INVARIANTS = {
  'every 201 exists, once, and nothing that was refused': checkBookings,
  'one event for each change, none without': checkEvents,
  'each event is delivered to each endpoint, or dead with a reason':
    checkDeliveries,
  'every request that was received is an attempt in the log': checkAttempts,
  'nothing arrives that did not happen, and what arrives twice has one id':
    checkReceived,
};

/** What does not hold, by invariant; an empty list where it holds. */
export function checkInvariants(facts: Facts): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(INVARIANTS).map(([name, check]) => [name, check(facts)]),
  );
}
