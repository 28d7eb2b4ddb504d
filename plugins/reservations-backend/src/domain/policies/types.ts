import type { Verdict } from '@callboard/backstage-plugin-reservations-common';
import type { Inventory, ResourceFacts } from '../Inventory';
import type { Interval } from '../intervals';
import type { QuotaTeam, QuotaUses } from '../quotas';
import type { KnownCertifications } from './certifications';
import type { ProjectFacts } from './project';

/** For whom resources are booked, and when they may have them. */
export interface PartyAccess {
  /** As sentences name them; absent for who asks. */
  name?: string;
  /** Without overlaps; empty where there is none at all. */
  times(resource: ResourceFacts): Interval[] | 'always';
}

/** Whose a booking is to be, and what it is charged to. */
export interface Booker {
  /** Entity ref. */
  owner: string;
  /** Refs of the groups that the owner is in. */
  groups: readonly string[];
  /** Code of a project. */
  project?: string;
  /** The teams that the owner is in, where a quota asks for them. */
  teams?: readonly QuotaTeam[];
}

/**
 * What is read of the database besides the inventory, under the locks of the
 * transaction that decides: see `bookings/facts`. Absent where no rule of the
 * resources asks for it.
 */
export interface DecidingFacts {
  /** Starts of bookings that the owner did not come to, epoch milliseconds. */
  noShowsAt?: readonly number[];
  quotaUses?: QuotaUses;
  /** The project that the booker names; absent where there is none. */
  project?: ProjectFacts;
  /** What the owner is certified for, of what the rules name. */
  certifications?: KnownCertifications;
}

/** What a policy decides on; it asks nobody else, not even a clock. */
export interface PolicyFacts extends DecidingFacts {
  resources: ResourceFacts[];
  inventory: Inventory;
  time: Interval;
  /** Epoch milliseconds, by the database's clock. */
  now: number;
  /** Whether the start is asked for now, or stays what it was. */
  startChanged: boolean;
  /** Who must have access for the whole time; nobody where it is not asked. */
  parties?: PartyAccess[];
  /** Absent where slots are looked for that anybody may take. */
  booker?: Booker;
  /** Units by resource id. */
  units?: ReadonlyMap<string, number>;
  /** Other bookings of the same request, made before this one. */
  alongside?: readonly PlannedUse[];
  /** What needs no approval any more: the booking as it was before a change. */
  approved?: ApprovedUse;
  /** The booking has begun and is being changed. */
  inUse?: boolean;
}

/** What a booking has been let in for. */
export interface ApprovedUse {
  time: Interval;
  /** By resource id. */
  units: ReadonlyMap<string, number>;
  project?: string;
}

/** Time that a booking will take, buffers left out. */
export interface PlannedUse {
  time: Interval;
  resources: { resource: ResourceFacts; units: number }[];
}

/**
 * A pure function: one verdict that allows, or one denial for each resource;
 * none where it has nothing to say.
 */
export type Policy = (facts: PolicyFacts) => Verdict[];
