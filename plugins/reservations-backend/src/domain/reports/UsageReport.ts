import { costOf } from '../cost';
import type { Inventory, ResourceFacts } from '../Inventory';
import type { Interval } from '../intervals';
import { LocalHours } from './LocalHours';
import { Occupancy, type Use } from './Occupancy';
import { buffersOf, partsOf, type ReportedBooking } from './partsOf';
import { Tally } from './Tally';
import { type TrendStep, trendOf, type TrendPoint } from './trend';

export type GroupBy =
  'resource' | 'type' | 'site' | 'owner' | 'group' | 'project';

export interface ReportQuestion {
  window: Interval;
  /** IANA name; days, hours and weeks are its. */
  zone: string;
  /** What counts as time there was: all of it, or the sites' opening hours. */
  hours: 'all' | 'open';
  groupBy: GroupBy;
}

export interface ReportRow {
  /** Entity ref, name of a type or code of a project; empty for none of them. */
  key: string;
  tally: Tally;
  /** Absent where a row is no part of the inventory. */
  use?: Use;
}

export interface ReportResult {
  totals: { tally: Tally; use: Use };
  rows: ReportRow[];
  trend: { step: TrendStep; points: TrendPoint[] };
  /** Of Monday to Sunday, of each hour. */
  peakHours: Pick<Use, 'used' | 'capacity'>[][];
}

interface Options extends ReportQuestion {
  inventory: Inventory;
  /** What is reported on. */
  selected: readonly ResourceFacts[];
  /** That of it whose use is measured against what there was; all by default. */
  measured?: readonly ResourceFacts[];
  maintenanceOf(resource: ResourceFacts): readonly Interval[];
}

/**
 * Adds up bookings, one by one. All time is clipped to the window and multiplied
 * by units; a booking of several resources counts as one where they are in one
 * row. Rows of groups are those of owners until {@link result} is told who is in
 * which: a person in several counts in each, so such rows do not add up to the
 * totals.
 */
export class UsageReport {
  readonly #options: Options;
  readonly #occupancy: Occupancy;
  readonly #hours: LocalHours;
  readonly #selected: ReadonlyMap<string, ResourceFacts>;
  readonly #measured: readonly ResourceFacts[];
  readonly #totals = new Tally();
  readonly #rows = new Map<string, Tally>();

  static create(options: Options): UsageReport {
    return new UsageReport(options);
  }

  private constructor(options: Options) {
    this.#options = options;
    const { selected, window, zone } = options;
    this.#selected = new Map(selected.map(one => [one.id, one]));
    this.#hours = LocalHours.create(window, zone);
    this.#measured = options.measured ?? selected;
    this.#occupancy = Occupancy.create({
      ...options,
      selected: this.#measured,
      hours: this.#hours,
      openOnly: options.hours === 'open',
    });
  }

  /** Ids of the resources of which bookings matter. */
  get relevant(): Set<string> {
    return new Set([...this.#selected.keys(), ...this.#occupancy.relevant]);
  }

  /** Owners seen so far. */
  get owners(): Iterable<string> {
    return this.#rows.keys();
  }

  add(booking: ReportedBooking): void {
    const { inventory } = this.#options;
    const { used, unused, charged } = partsOf(booking);
    const had = used && this.#clip(used);
    const lost = unused && this.#clip(unused);
    const due = charged && this.#clip(charged);
    const seen = { booked: new Set<Tally>(), unused: new Set<Tally>() };
    for (const unit of booking.resources) {
      const resource = inventory.resource(unit.id);
      if (!resource) {
        continue;
      }
      if (had) {
        this.#occupancy.add(resource, had, unit.units);
      }
      const tallies = this.#talliesOf(booking, resource);
      for (const tally of tallies) {
        if (had) {
          countOnce(tally.booked, tally, seen.booked);
          tally.booked.time += lengthOf(had) * unit.units;
        }
        if (lost && unused) {
          const count = tally.unused[unused.kind];
          countOnce(count, tally, seen.unused);
          count.time += lengthOf(lost) * unit.units;
        }
        for (const buffer of used ? buffersOf(used, unit) : []) {
          const part = this.#clip(buffer);
          tally.buffers += part ? lengthOf(part) * unit.units : 0;
        }
      }
      if (due && resource.rates.length > 0 && tallies.length > 0) {
        const costs = costOf({
          interval: due,
          units: unit.units,
          rates: resource.rates,
          timeZone: resource.site.timeZone,
        });
        tallies.forEach(tally => tally.charge(costs));
      }
    }
  }

  /** @param groupsOf - groups of an owner, for rows of groups */
  result(
    groupsOf: (owner: string) => readonly string[] = () => [],
  ): ReportResult {
    const { groupBy } = this.#options;
    const occupancy = this.#occupancy;
    const points = {
      used: occupancy.used.byDay(),
      capacity: occupancy.capacity.byDay(),
    };
    const capacity = occupancy.capacity.byWeekday();
    return {
      totals: { tally: this.#totals, use: occupancy.of(this.#measured) },
      rows: this.#resultRows(groupBy, groupsOf),
      trend: trendOf(points.used, points.capacity),
      peakHours: occupancy.used.byWeekday().map((day, weekday) =>
        day.map((used, hour) => ({
          used,
          capacity: capacity[weekday][hour],
        })),
      ),
    };
  }

  #resultRows(
    groupBy: GroupBy,
    groupsOf: (owner: string) => readonly string[],
  ): ReportRow[] {
    switch (groupBy) {
      case 'group':
        return this.#groupRows(groupsOf);
      case 'owner':
      case 'project':
        return [...this.#rows].map(([key, tally]) => ({ key, tally }));
      default:
        return this.#inventoryRows();
    }
  }

  /** Everything reported on has a row, also where nobody booked it. */
  #inventoryRows(): ReportRow[] {
    const present = this.#measured.filter(one => !one.archived);
    const members = Map.groupBy(present, one => this.#inventoryKey(one)!);
    for (const key of members.keys()) {
      this.#tallyOf(key);
    }
    return [...this.#rows].map(([key, tally]) => ({
      key,
      tally,
      use: this.#occupancy.of(members.get(key) ?? []),
    }));
  }

  #groupRows(groupsOf: (owner: string) => readonly string[]): ReportRow[] {
    const groups = new Map<string, Tally>();
    for (const [owner, tally] of this.#rows) {
      const names = groupsOf(owner);
      for (const name of names.length > 0 ? names : ['']) {
        const group = groups.get(name) ?? new Tally();
        group.add(tally);
        groups.set(name, group);
      }
    }
    return [...groups].map(([key, tally]) => ({ key, tally }));
  }

  #talliesOf(booking: ReportedBooking, resource: ResourceFacts): Tally[] {
    if (!this.#selected.has(resource.id)) {
      return [];
    }
    const key =
      this.#inventoryKey(resource) ??
      (this.#options.groupBy === 'project'
        ? (booking.project ?? '')
        : booking.owner);
    return [this.#totals, this.#tallyOf(key)];
  }

  #inventoryKey({ entityRef, site, type }: ResourceFacts): string | undefined {
    switch (this.#options.groupBy) {
      case 'resource':
        return entityRef;
      case 'type':
        return type.name;
      case 'site':
        return site.entityRef;
      default:
        return undefined;
    }
  }

  #tallyOf(key: string): Tally {
    const tally = this.#rows.get(key) ?? new Tally();
    this.#rows.set(key, tally);
    return tally;
  }

  #clip({ start, end }: Interval): Interval | undefined {
    const { window } = this.#options;
    const part = {
      start: Math.max(start, window.start),
      end: Math.min(end, window.end),
    };
    return part.start < part.end ? part : undefined;
  }
}

function lengthOf({ start, end }: Interval): number {
  return end - start;
}

function countOnce(
  count: { bookings: number },
  tally: Tally,
  seen: Set<Tally>,
): void {
  if (!seen.has(tally)) {
    seen.add(tally);
    count.bookings += 1;
  }
}
