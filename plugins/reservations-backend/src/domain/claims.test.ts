import fc from 'fast-check';
import { inventoryOf, resourceFacts, typeFacts } from '../__testUtils__/facts';
import { runsInOrder } from '../bookings/lockResources';
import { findConflicts, planClaims, reduceToAncestors } from './claims';

/** A forest: each resource below an earlier one, or below none. */
const forest = fc
  .array(fc.option(fc.nat(), { nil: undefined }), {
    minLength: 1,
    maxLength: 14,
  })
  .map(parents =>
    parents.map((parent, index) =>
      resourceFacts(`r${index}`, {
        parentId:
          parent === undefined || index === 0
            ? undefined
            : `r${parent % index}`,
        type: typeFacts(index % 3, index % 2),
      }),
    ),
  );
const named = forest.chain(all =>
  fc.tuple(
    fc.constant(all),
    fc.array(fc.constantFrom(...all), { minLength: 1, maxLength: 8 }),
  ),
);

describe('claims', () => {
  it('reduce to the topmost resources named, each once', () => {
    fc.assert(
      fc.property(named, ([all, wanted]) => {
        const inventory = inventoryOf(all);
        const chain = (id: string): string[] => {
          const { parentId } = inventory.resource(id)!;
          return parentId ? [parentId, ...chain(parentId)] : [];
        };
        const ids = new Set(wanted.map(resource => resource.id));

        const { kept, covered } = reduceToAncestors(wanted, inventory);

        expect(kept.map(one => one.id)).toEqual(
          [...ids].filter(id => !chain(id).some(above => ids.has(above))),
        );
        expect(
          [...kept, ...covered.map(one => one.resource)]
            .map(one => one.id)
            .sort(),
        ).toEqual([...ids].sort());
        for (const { resource, by } of covered) {
          expect(chain(resource.id)).toContain(by.id);
          expect(kept).toContain(by);
        }
      }),
    );
  });

  it('are one per resource: whole on what is booked, part above, as long as needed', () => {
    fc.assert(
      fc.property(named, ([all, wanted]) => {
        const inventory = inventoryOf(all);
        const { kept } = reduceToAncestors(wanted, inventory);
        const booked = kept.map(resource => ({
          resource,
          units: 1,
          setupMinutes: resource.type.setupMinutes,
          teardownMinutes: resource.type.teardownMinutes,
        }));
        const time = { start: 600_000, end: 1_200_000 };

        const claims = planClaims(booked, time, inventory);

        const ids = claims.map(claim => claim.resourceId);
        expect(new Set(ids).size).toBe(ids.length);
        expect(
          claims
            .filter(claim => claim.whole)
            .map(claim => claim.resourceId)
            .sort(),
        ).toEqual(kept.map(one => one.id).sort());
        for (const claim of claims) {
          const below = kept.filter(
            one =>
              one.id === claim.resourceId ||
              inventory.ancestors(one).some(a => a.id === claim.resourceId),
          );
          expect(claim.from).toBe(
            time.start -
              Math.max(...below.map(one => one.type.setupMinutes)) * 60_000,
          );
          expect(claim.until).toBe(
            time.end +
              Math.max(...below.map(one => one.type.teardownMinutes)) * 60_000,
          );
        }
      }),
    );
  });

  it('conflict exactly when one of two bookings holds the other’s or what is above it', () => {
    fc.assert(
      fc.property(
        named.chain(([all, wanted]) =>
          fc.tuple(
            fc.constant(all),
            fc.constant(wanted),
            fc.array(fc.constantFrom(...all), { minLength: 1, maxLength: 4 }),
          ),
        ),
        ([all, mine, theirs]) => {
          const inventory = inventoryOf(all);
          const time = { start: 0, end: 60_000 };
          const claimsOf = (wanted: typeof mine) =>
            planClaims(
              reduceToAncestors(wanted, inventory).kept.map(resource => ({
                ...{ resource, units: 1, setupMinutes: 0, teardownMinutes: 0 },
              })),
              time,
              inventory,
            );
          const inLine = (a: string, b: string): boolean =>
            a === b ||
            inventory
              .ancestors(inventory.resource(a)!)
              .some(above => above.id === b);

          const conflicts = findConflicts(
            claimsOf(mine),
            claimsOf(theirs).map(claim => ({ ...claim, bookingId: 'theirs' })),
            () => undefined,
          );

          expect(conflicts.length > 0).toBe(
            mine.some(a =>
              theirs.some(b => inLine(a.id, b.id) || inLine(b.id, a.id)),
            ),
          );
        },
      ),
    );
  });
});

it('locks are taken in the order of the ids, a statement for each run of a mode', () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.uuid(),
        fc.constantFrom('update' as const, 'share' as const),
      ),
      modes => {
        const runs = runsInOrder(new Map(Object.entries(modes)));
        expect(runs.flatMap(run => run.ids)).toEqual(Object.keys(modes).sort());
        for (const [index, { ids, mode }] of runs.entries()) {
          expect(ids.every(id => modes[id] === mode)).toBe(true);
          expect(runs[index + 1]?.mode).not.toBe(mode);
        }
      },
    ),
  );
});
