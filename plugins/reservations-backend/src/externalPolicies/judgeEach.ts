import type { Verdict } from '@callboard/backstage-plugin-reservations-common';
import type { Inventory } from '../domain/Inventory';
import type { BookingPlan } from '../domain/planBooking';
import type { ExternalPolicies } from './ExternalPolicies';
import { type About, questionOf } from './questionOf';

/** Bookings that are asked about at the same time. */
const AT_ONCE = 8;

/** What policies that are not ours say of each of several bookings. */
export async function judgeEach(
  external: ExternalPolicies,
  plan: (inventory: Inventory) => BookingPlan[],
  inventory: () => Promise<Inventory>,
  about: (index: number) => About,
): Promise<Verdict[][] | undefined> {
  if (external.isEmpty) {
    return undefined;
  }
  let plans: BookingPlan[];
  try {
    plans = plan(await inventory());
  } catch {
    // Nothing to ask about; the transaction says why, or replays an answer.
    return undefined;
  }
  const said: Verdict[][] = [];
  for (let first = 0; first < plans.length; first += AT_ONCE) {
    const some = plans.slice(first, first + AT_ONCE);
    said.push(
      ...(await Promise.all(
        some.map((one, index) =>
          external.judge(questionOf(one, about(first + index))),
        ),
      )),
    );
  }
  return said;
}
