import type { ProjectUsage } from '@callboard/backstage-plugin-reservations-common';
import { sumCosts, tidy } from '../domain/cost';
import {
  type Budget,
  chargeOf,
  costOfUse,
  unitHoursOfUse,
} from '../domain/projectBudget';
import type { ChargedBooking } from './readCharged';

/** What is used, planned and left of a budget, in its unit. */
export interface BudgetUse {
  used: number;
  planned: number;
  remaining: number;
}

export function budgetUse(
  budget: Budget,
  charged: readonly ChargedBooking[],
): BudgetUse {
  let used = 0;
  let planned = 0;
  for (const { over, use } of charged) {
    const { amount } = chargeOf(budget, use);
    if (over) {
      used += amount;
    } else {
      planned += amount;
    }
  }
  return {
    used: tidy(used),
    planned: tidy(planned),
    remaining: tidy(budget.amount - used - planned),
  };
}

/** The same by whose bookings they are, who takes most first. */
export function usageOf(
  budget: Budget,
  charged: readonly ChargedBooking[],
): Omit<ProjectUsage, 'budget'> {
  const people = [...Map.groupBy(charged, ({ owner }) => owner)].map(
    ([owner, theirs]) => {
      const { used, planned } = budgetUse(budget, theirs);
      return { owner, used, planned, bookings: theirs.length };
    },
  );
  const hours = charged.reduce((sum, { use }) => sum + unitHoursOfUse(use), 0);
  return {
    ...budgetUse(budget, charged),
    bookings: charged.length,
    unitHours: tidy(hours),
    costs: sumCosts(charged.flatMap(({ use }) => costOfUse(use))),
    people: people.sort(
      (a, b) =>
        b.used + b.planned - a.used - a.planned ||
        a.owner.localeCompare(b.owner),
    ),
  };
}
