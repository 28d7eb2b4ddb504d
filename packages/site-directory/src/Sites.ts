/** A site as far as rights and scopes go. */
export interface SiteFacts {
  entityRef: string;
  archived: boolean;
  /** User and group entity refs, lower-cased. */
  admins: string[];
  /** `members`: for others than its admins and members it does not exist. */
  visibility?: 'public' | 'members';
  members?: string[];
}

/** The sites there are, and who administers them: a snapshot. */
export class Sites {
  static readonly none = new Sites([]);

  readonly #byRef: ReadonlyMap<string, SiteFacts & { adminSet: Set<string> }>;

  static create(sites: Iterable<SiteFacts>): Sites {
    return new Sites(sites);
  }

  private constructor(sites: Iterable<SiteFacts>) {
    this.#byRef = new Map(
      Array.from(sites, site => [
        site.entityRef,
        { ...site, adminSet: new Set(site.admins) },
      ]),
    );
  }

  get(ref: string): SiteFacts | undefined {
    return this.#byRef.get(ref);
  }

  /** Whether who has these claims may know that there is such a site. */
  isInSight(claims: readonly string[], ref: string): boolean {
    const site = this.#byRef.get(ref);
    if (!site || site.visibility !== 'members') {
      return site !== undefined;
    }
    const insiders = [...site.admins, ...(site.members ?? [])];
    return insiders.some(insider => claims.includes(insider));
  }

  /**
   * Whether one of `claims` administers each of these sites. What is in no site
   * at all is nobody's: false.
   */
  administers(claims: readonly string[], siteRefs: readonly string[]): boolean {
    return (
      siteRefs.length > 0 &&
      siteRefs.every(ref => {
        const admins = this.#byRef.get(ref)?.adminSet;
        return admins !== undefined && claims.some(claim => admins.has(claim));
      })
    );
  }

  /** The refs of all sites that one of `claims` administers. */
  administeredBy(claims: readonly string[]): string[] {
    return this.refs().filter(ref => this.administers(claims, [ref]));
  }

  refs(): string[] {
    return [...this.#byRef.keys()];
  }

  /** Without those that are archived: what is new can be about these. */
  inUse(): string[] {
    return this.refs().filter(ref => !this.#byRef.get(ref)?.archived);
  }
}
