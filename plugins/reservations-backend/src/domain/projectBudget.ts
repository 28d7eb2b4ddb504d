import type { ResourceFacts } from './Inventory';
import { type Cost, costOf, sumCosts, tidy, unitHoursOf } from './cost';
import type { PlannedUse } from './policies/types';

/** How much bookings may be charged to a project in all. */
export type Budget =
  | { kind: 'hours'; amount: number }
  | { kind: 'money'; amount: number; currency: string };

/** What some use takes of a budget. */
export interface Charge {
  /** In the budget's unit: hours times units, or its currency. */
  amount: number;
  /** What it costs in other currencies, which the budget cannot pay. */
  foreign: Cost[];
}

/** What use costs, by the rates of its resources: one entry for each currency. */
export function costOfUse({ time, resources }: PlannedUse): Cost[] {
  return sumCosts(
    resources.flatMap(({ resource, units }) =>
      costOf({
        interval: time,
        units,
        rates: resource.rates,
        timeZone: resource.site.timeZone,
      }),
    ),
  );
}

/** Hours times units, of all of the resources together. */
export function unitHoursOfUse({ time, resources }: PlannedUse): number {
  return tidy(
    resources.reduce((sum, { units }) => sum + unitHoursOf(time, units), 0),
  );
}

export function chargeOf(budget: Budget, use: PlannedUse): Charge {
  if (budget.kind === 'hours') {
    return { amount: unitHoursOfUse(use), foreign: [] };
  }
  const costs = costOfUse(use);
  const isOurs = ({ currency }: Cost) => currency === budget.currency;
  return {
    amount: costs.find(isOurs)?.amount ?? 0,
    foreign: costs.filter(cost => !isOurs(cost) && cost.amount > 0),
  };
}

/** `12.5 h`, or `€12.50`: an amount in the unit of a budget. */
export function sayAmount(budget: Budget, amount: number): string {
  return budget.kind === 'hours'
    ? `${Number(amount.toFixed(2))} h`
    : sayMoney(budget.currency, amount);
}

export function sayMoney(currency: string, amount: number): string {
  return new Intl.NumberFormat('en-GB', { style: 'currency', currency }).format(
    amount,
  );
}

/** The first of the resources that is not on `siteId`. */
export function elsewhere(
  resources: readonly ResourceFacts[],
  siteId: string | undefined,
): ResourceFacts | undefined {
  return siteId === undefined
    ? undefined
    : resources.find(({ site }) => site.id !== siteId);
}
