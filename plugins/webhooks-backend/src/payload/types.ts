import type { DomainEvent } from '@callboard/backend-outbox';
import type { BookedThings } from './eventData';

/** In which form an endpoint is told. */
export type Profile =
  'standard' | 'legacy-flat' | 'legacy-nested' | 'legacy-batch';

/** What is sent, ready signed. */
export interface DeliveryRequest {
  headers: Record<string, string>;
  body: string;
}

export interface BuildInput {
  endpoint: {
    id: string;
    /** Its whole number, if it is at hand; looked up otherwise. */
    alias?: number;
    url: string;
    profile: Profile;
    includePersonalData: boolean;
    /** Custom headers; ours win. */
    headers: Record<string, string>;
    /** In the clear, newest first; several during a rotation. */
    secrets: string[];
  };
  delivery: {
    id: string;
    /** The resource a legacy flat or nested delivery is about. */
    resourceRef?: string;
  };
  /** One event; several only for `legacy-batch`. */
  events: DomainEvent[];
  /** Earlier deliveries, by id, that this one did not wait for. */
  precedingUndelivered: string[];
  /** Whether a later delivery has gone out before this one. */
  superseded: boolean;
  /** When the attempt is made. */
  at: Date;
  /** Where the receiver may report back. */
  callbackUrl: string;
}

/** A person as a receiver that sets up access needs to know them. */
export interface Person {
  /** User entity ref. */
  ref: string;
  username: string;
  displayName?: string;
  email?: string;
  /** OpenSSH public keys, one line each. */
  sshPublicKeys: string[];
  /** The person's id at the identity provider. */
  keycloakId?: string;
}

/** Looks people up when a delivery is built; nothing of it is in an event. */
export interface PersonDirectory {
  person(ref: string): Promise<Person>;
}

export type AliasKind = 'endpoint' | 'booking' | 'resource' | 'site';

/** Whole numbers for ids, the same for ever, as the older service had them. */
export interface AliasStore {
  aliasOf(kind: AliasKind, id: string): Promise<number>;
}

/** The bookings a person holds that run right now. */
export interface ActiveBookings {
  of(userRef: string): Promise<BookedThings[]>;
}
