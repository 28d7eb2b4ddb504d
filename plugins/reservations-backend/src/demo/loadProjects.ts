import type { CallContext } from '@callboard/backend-access';
import { readNow, type Writer } from '@callboard/backend-database';
import type { Inventory } from '../domain/Inventory';
import { DAY_MS } from '../domain/intervals';
import type { Budget } from '../domain/projectBudget';
import { readCharged } from '../projects/readCharged';
import { budgetUse } from '../projects/usageOf';
import type { ReservationsServices } from '../services';
import { type DemoFile, refOf } from './demoFile';

const ROUND = 10;

/** The projects, with no budget yet: that depends on what is booked on them. */
export async function loadProjects(
  services: Pick<ReservationsServices, 'projects' | 'database' | 'inventory'>,
  { projects }: DemoFile,
  context: CallContext,
): Promise<void> {
  const known = await services.inventory.latest();
  const now = await services.database.read(readNow);
  for (const { code, site, since, lasts, budget, ...rest } of projects) {
    if (!(await services.projects.find(code))) {
      const from = now - since * DAY_MS;
      await services.projects.create(
        {
          ...rest,
          code,
          siteId: site && known.siteByRef(refOf(site))?.id,
          from,
          until: from + lasts * DAY_MS,
          budget: budgetOf(budget, 0),
        },
        context,
      );
    }
  }
}

/** As much budget as leaves, of what is booked, what the file wants to be left. */
export async function setBudgets(
  tx: Writer,
  { projects }: DemoFile,
  inventory: Inventory,
): Promise<void> {
  for (const { code, budget } of projects) {
    const charged = await readCharged(tx, [code], inventory);
    const { remaining } = budgetUse(budgetOf(budget, 0), charged);
    const amount = Math.ceil((budget.leaves - remaining) / ROUND) * ROUND;
    await tx.knex('project').where({ code }).update({ budget_amount: amount });
  }
}

function budgetOf(
  { currency }: DemoFile['projects'][number]['budget'],
  amount: number,
): Budget {
  return currency
    ? { kind: 'money', amount, currency }
    : { kind: 'hours', amount };
}
