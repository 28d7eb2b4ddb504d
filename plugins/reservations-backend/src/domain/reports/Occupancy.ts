import type { Inventory, ResourceFacts } from '../Inventory';
import type { Interval } from '../intervals';
import { lengthOf, minus, openTimes, within } from './availableTime';
import { HourlySum, type LocalHours } from './LocalHours';

/** How much of what there was was used: milliseconds times units. */
export interface Use {
  used: number;
  capacity: number;
  /** What maintenance took; not part of the capacity. */
  maintenance: number;
}

interface Options {
  window: Interval;
  hours: LocalHours;
  /** Whether only the sites' opening hours count. */
  openOnly: boolean;
  inventory: Inventory;
  /** What is reported on. */
  selected: readonly ResourceFacts[];
  maintenanceOf(resource: ResourceFacts): readonly Interval[];
}

/**
 * Measures use against what there was to use.
 *
 * What has no parts is what is used: a node of a cluster, not the cluster beside
 * it. A booking of the cluster uses each of its nodes, and the cluster is used as
 * far as its nodes are. So nothing is counted twice, however deep the tree. What
 * is archived has no capacity, and its use counts against none.
 */
export class Occupancy {
  readonly used: HourlySum;
  readonly capacity: HourlySum;
  readonly #options: Options;
  readonly #opening = new Map<string, Interval[]>();
  readonly #available = new Map<string, Interval[]>();
  readonly #leaves = new Map<string, ResourceFacts[]>();
  readonly #weights = new Map<string, number>();
  /** Of what has parts without its units: each part has its own. */
  readonly #direct = new Map<string, number>();

  static create(options: Options): Occupancy {
    return new Occupancy(options);
  }

  private constructor(options: Options) {
    this.#options = options;
    this.used = HourlySum.create(options.hours);
    this.capacity = HourlySum.create(options.hours);
    const { inventory, selected } = options;
    const leaves = new Set(selected.flatMap(one => this.#leavesOf(one)));
    for (const leaf of leaves) {
      const units = unitsOf(leaf);
      for (const time of this.#availableOf(leaf)) {
        this.capacity.add(time, units);
      }
      for (const one of [leaf, ...inventory.ancestors(leaf)]) {
        const weight = this.#weights.get(one.id) ?? 0;
        this.#weights.set(one.id, weight + units);
      }
    }
  }

  /** Ids of all whose bookings use what is reported on. */
  get relevant(): string[] {
    return [...this.#weights.keys()];
  }

  /** @param time - within the window */
  add(resource: ResourceFacts, time: Interval, units: number): void {
    const weight = this.#weights.get(resource.id);
    if (weight === undefined) {
      return;
    }
    const [leaf] = this.#leavesOf(resource);
    const isLeaf = leaf === resource;
    const parts = within(this.#availableOf(resource), time);
    for (const part of parts) {
      this.used.add(part, isLeaf ? units : weight);
    }
    const direct = this.#direct.get(resource.id) ?? 0;
    const length = lengthOf(parts) * (isLeaf ? units : 1);
    this.#direct.set(resource.id, direct + length);
  }

  of(resources: Iterable<ResourceFacts>): Use {
    const leaves = new Set([...resources].flatMap(one => this.#leavesOf(one)));
    const sum: Use = { used: 0, capacity: 0, maintenance: 0 };
    for (const leaf of leaves) {
      const units = unitsOf(leaf);
      const available = lengthOf(this.#availableOf(leaf));
      sum.used += this.#usedOf(leaf, units);
      sum.capacity += available * units;
      sum.maintenance += (lengthOf(this.#openingOf(leaf)) - available) * units;
    }
    return sum;
  }

  #usedOf(leaf: ResourceFacts, units: number): number {
    return this.#options.inventory
      .ancestors(leaf)
      .reduce(
        (sum, above) => sum + (this.#direct.get(above.id) ?? 0) * units,
        this.#direct.get(leaf.id) ?? 0,
      );
  }

  /** What of it has no parts: itself, if none has. */
  #leavesOf(resource: ResourceFacts): ResourceFacts[] {
    const known = this.#leaves.get(resource.id);
    if (known) {
      return known;
    }
    const { inventory } = this.#options;
    const below = inventory.descendants(resource).filter(r => !r.archived);
    const parents = new Set(below.map(({ parentId }) => parentId));
    const leaves = parents.has(resource.id)
      ? below.filter(({ id }) => !parents.has(id))
      : [resource].filter(r => !r.archived);
    this.#leaves.set(resource.id, leaves);
    return leaves;
  }

  #availableOf(resource: ResourceFacts): readonly Interval[] {
    let available = this.#available.get(resource.id);
    if (!available) {
      const { inventory, maintenanceOf } = this.#options;
      const maintenance = [resource, ...inventory.ancestors(resource)].flatMap(
        one => [...maintenanceOf(one)],
      );
      available = minus(this.#openingOf(resource), maintenance);
      this.#available.set(resource.id, available);
    }
    return available;
  }

  #openingOf({ site }: ResourceFacts): Interval[] {
    const { window, openOnly } = this.#options;
    let opening = this.#opening.get(site.id);
    if (!opening) {
      opening = openOnly
        ? openTimes(site.openingHours, site.timeZone, window)
        : [window];
      this.#opening.set(site.id, opening);
    }
    return opening;
  }
}

function unitsOf(resource: ResourceFacts): number {
  return resource.capacity ?? 1;
}
