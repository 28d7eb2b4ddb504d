import { inventoryOf, resourceFacts } from '../__testUtils__/facts';
import type { Inventory } from '../domain/Inventory';
import { planBooking } from '../domain/planBooking';
import { assess, fits } from './assess';

const HOUR_MS = 3_600_000;
const NOW = 0;

function planner(inventory: Inventory) {
  return (name: string, from: number, until: number, units?: number) =>
    planBooking(
      {
        resourceRefs: [`resource:default/${name}`],
        units: units ? { [`resource:default/${name}`]: units } : undefined,
        time: { start: from * HOUR_MS, end: until * HOUR_MS },
      },
      inventory,
    );
}

describe('assess', () => {
  const cluster = resourceFacts('cluster');
  const node = resourceFacts('node', { parentId: 'cluster' });
  const pool = resourceFacts('pool', { capacity: 4 });
  const inventory = inventoryOf([cluster, node, pool]);
  const plan = planner(inventory);
  const held = { held: [], revision: 1, now: NOW };
  const fitting = (plans: ReturnType<typeof plan>[], terms = {}) =>
    assess(plans, held, {}, { startChanged: true, ...terms }).map(fits);

  it('keeps bookings of one request apart, also in a hierarchy', () => {
    expect(
      fitting([plan('node', 1, 3), plan('node', 2, 4), plan('node', 3, 4)]),
    ).toEqual([true, false, true]);
    expect(fitting([plan('node', 1, 3), plan('cluster', 2, 4)])).toEqual([
      true,
      false,
    ]);
  });

  it('takes no time for what does not fit', () => {
    expect(
      fitting([plan('node', 1, 3), plan('node', 2, 5), plan('node', 4, 5)]),
    ).toEqual([true, false, true]);
  });

  it('counts units of one request by their peak', () => {
    expect(
      fitting([
        plan('pool', 1, 3, 2),
        plan('pool', 3, 5, 2),
        plan('pool', 2, 4, 2),
        plan('pool', 2, 4, 1),
      ]),
    ).toEqual([true, true, true, false]);
  });

  it('sets denials of house rules aside where it is told to, and says so', () => {
    const short = resourceFacts('short', { policies: { maxMinutes: 30 } });
    const gone = resourceFacts('gone', { archived: true });
    const rules = planner(inventoryOf([short, gone]));
    const [denied] = assess(
      [rules('short', 1, 2)],
      held,
      {},
      {
        startChanged: true,
      },
    );
    expect(fits(denied)).toBe(false);

    const [allowed, never] = assess(
      [rules('short', 1, 2), rules('gone', 1, 2)],
      held,
      {},
      {
        startChanged: true,
        override: { by: 'user:default/admin', reason: 'A deadline' },
      },
    );
    expect(fits(allowed)).toBe(true);
    expect(allowed.verdicts).toContainEqual(
      expect.objectContaining({ code: 'too_long', overridden: true }),
    );
    expect(fits(never)).toBe(false);
  });
});
