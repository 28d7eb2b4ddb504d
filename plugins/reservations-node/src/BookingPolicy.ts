import type { Verdict } from '@callboard/backstage-plugin-reservations-common';

/** A resource as policies see it. */
export interface AskedResource {
  /** Entity ref. */
  entityRef: string;
  title: string;
  /** Entity ref of its site. */
  siteRef: string;
  /** Name of its type. */
  type: string;
  /** Facts of the resource, as its type's schema has them. */
  attributes: Record<string, unknown>;
  /** How many units are booked; 1 of what is booked as a whole. */
  units: number;
}

/** A booking as it would be. */
export interface AskedBooking {
  /** Of the booking that changes; absent of a new one. */
  id?: string;
  /** Absent in a preview. */
  title?: string;
  purpose?: string;
  /** RFC 3339, UTC. */
  start: string;
  /** RFC 3339, UTC; the booking is up to but without it. */
  end: string;
  /** IANA time zone. */
  timeZone?: string;
  /** Entity ref. */
  owner: string;
  /** Code of a project. */
  project?: string;
  /** Entity refs. */
  participants: string[];
  /** What the type asks for, as the booker filled it in. */
  parameters: Record<string, unknown>;
}

export interface BookingQuestion {
  operation: 'create' | 'change';
  /** Whether this only looks at what would be said: a form while somebody types. */
  dryRun: boolean;
  /** Who asks: an entity ref, or a service's subject; absent in a preview. */
  by?: string;
  booking: AskedBooking;
  resources: AskedResource[];
}

/** The verdict without its name; sentences are for people. */
export type BookingPolicyAnswer =
  | { result: 'allow'; message?: string }
  | (Pick<Verdict, 'code' | 'passes' | 'slot' | 'resourceRef'> & {
      /** `approve`: allowed once somebody has approved it. */
      result: 'deny' | 'approve';
      message: string;
    });

/** A rule of an adopter's own. */
export interface BookingPolicy {
  /** Lower case with dashes; verdicts carry it. */
  name: string;
  /** As people read it where it cannot be asked. */
  title: string;
  /** Names of types; of all where it is absent. */
  types?: string[];
  /** Entity refs of sites; of all where it is absent. */
  sites?: string[];
  /** How long it may take, at most 10,000 ms; 2,000 ms by default. */
  timeoutMs?: number;
  /** What it counts as where it throws or takes too long; `deny` by default. */
  onError?: 'deny' | 'allow';
  /**
   * Asked before the booking's transaction, never inside it: what it says may be
   * out of date when the booking is made. Should give up when `signal` aborts.
   */
  decide(
    question: BookingQuestion,
    options: { signal: AbortSignal },
  ): Promise<BookingPolicyAnswer>;
}
