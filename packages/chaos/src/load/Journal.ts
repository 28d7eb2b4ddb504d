/** How a request ended: `unknown` when the backend died before it answered. */
export type Outcome = 'acknowledged' | 'refused' | 'unknown';

export interface Wish {
  /** The booking's purpose, which nothing changes, and its idempotency key. */
  key: string;
  body: Record<string, unknown>;
  outcome: Outcome;
  /** Of the booking, where it was answered. */
  id?: string;
}

export interface Change {
  bookingId: string;
  kind: 'changed' | 'cancelled';
  /** The new title, unlike any other. */
  title?: string;
  outcome: Outcome;
}

/** What people asked for, and what they were told: outside of the backend. */
export class Journal {
  readonly wishes: Wish[] = [];
  readonly changes: Change[] = [];
}
