import type { Verdict } from '@callboard/backstage-plugin-reservations-common';
import type { Inventory, ResourceFacts } from '../Inventory';
import type { Interval } from '../intervals';

/** What a policy decides on; it asks nobody else, not even a clock. */
export interface PolicyFacts {
  resources: ResourceFacts[];
  inventory: Inventory;
  time: Interval;
  /** Epoch milliseconds, by the database's clock. */
  now: number;
  /** Whether the start is asked for now, or stays what it was. */
  startChanged: boolean;
}

/** A pure function: one verdict that allows, or one denial for each resource. */
export type Policy = (facts: PolicyFacts) => Verdict[];
