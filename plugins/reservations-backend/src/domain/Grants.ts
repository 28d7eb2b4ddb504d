import type { Interval } from './intervals';

/** An access grant that has not been revoked, and had not ended when it was read. */
export interface GrantFacts {
  id: string;
  subjectRef: string;
  siteId: string;
  /** Absent where it is for the whole site. */
  resourceId?: string;
  /** Epoch milliseconds; it counts from then, */
  from: number;
  /** up to but without this instant. */
  until: number;
}

/**
 * The access grants that cover a thing. Whether one counts is decided when it
 * is asked, by the clock it came with: a snapshot of the inventory outlives a
 * grant in it, the access does not.
 */
export class Grants {
  static readonly none = new Grants([], () => 0);

  readonly #grants: readonly GrantFacts[];
  readonly #now: () => number;

  private constructor(grants: readonly GrantFacts[], now: () => number) {
    this.#grants = grants;
    this.#now = now;
  }

  /** `now` gives epoch milliseconds, by the database's clock. */
  static create(grants: readonly GrantFacts[], now: () => number): Grants {
    return grants.length === 0 ? Grants.none : new Grants(grants, now);
  }

  /** Whether one of them counts now, for who is known as one of `claims`. */
  isHeldBy(claims: readonly string[]): boolean {
    if (this.#grants.length === 0) {
      return false;
    }
    const now = this.#now();
    return this.#grants.some(
      ({ subjectRef, from, until }) =>
        from <= now && now < until && claims.includes(subjectRef),
    );
  }

  /** Each of them alone, as if it counted now, with when it does. */
  each(): { grants: Grants; time: Interval }[] {
    return this.#grants.map(grant => ({
      grants: new Grants([grant], () => grant.from),
      time: { start: grant.from, end: grant.until },
    }));
  }
}
