import type { DomainEvent } from '@callboard/backend-outbox';
import type { Scope } from '../domain/matching';
import type { Profile } from '../payload';

/** An event as it was announced. */
export type StoredEvent = DomainEvent;

export type EndpointStatus = 'active' | 'paused' | 'disabled';

/** As much of an endpoint as sending to it needs; secrets in the clear. */
export interface LiveEndpoint {
  id: string;
  title: string;
  url: string;
  eventTypes: string[];
  scope: Scope;
  headers: Record<string, string>;
  includePersonalData: boolean;
  profile: Profile;
  owner: string;
  status: EndpointStatus;
  /** Newest first, those that an overlap keeps valid included. */
  secrets: { value: string; expiresAt?: number }[];
}

/** Why an attempt is made: by the schedule, by hand, or to try an endpoint. */
export type Trigger = 'auto' | 'manual' | 'test';

/** A delivery that this process has claimed and is to send now. */
export interface ClaimedDelivery {
  position: number;
  deliveryId: string;
  endpointId: string;
  /** The attempt's id, and the token of the lease. */
  attemptId: string;
  /** Attempts made, this one included. */
  attempts: number;
  /** Of these, those that the retry schedule counts. */
  tries: number;
  trigger: Trigger;
  resourceRef?: string;
  /** Earlier deliveries, by id, that it no longer waits for. */
  precedingUndelivered: string[];
  superseded: boolean;
  events: StoredEvent[];
  /** When it was claimed, in epoch milliseconds of the database. */
  claimedAt: number;
}

/** Slots for deliveries that are sent as soon as they are written. */
export interface Slots {
  /** Keeps a slot for one delivery at each endpoint that can take one now. */
  keep(endpoints: readonly LiveEndpoint[]): KeptSlots;
}

/** Where deliveries are sent as soon as they are written. */
export interface AtOnce {
  /** Endpoints with a slot for one. */
  endpointIds: ReadonlySet<string>;
  /** For how long what is sent there is leased, in milliseconds. */
  leaseMs: number;
}

export interface KeptSlots extends AtOnce {
  /** Sends these in the slots, and lets go of the others. To be called once. */
  use(deliveries: readonly ClaimedDelivery[]): void;
}

/** What begins the aggregate of an event that is only a test. */
export const TEST_PREFIX = 'test:';

/** Whether what an event says may be shown to an endpoint's owner, now. */
export interface Entitlement {
  maySee(owner: string, event: StoredEvent): Promise<boolean>;
}
