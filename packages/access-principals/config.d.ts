export interface Config {
  callboard?: {
    access?: {
      /**
       * Who has which role: entity refs of groups (their child groups included)
       * and of single users. Somebody in none of them is a visitor, who has what
       * access grants give, for as long as they give it.
       * Site admins are not listed here; each site names its own.
       */
      roles?: {
        'global-admin'?: string[];
        operations?: string[];
        'service-reviewer'?: string[];
        'team-lead'?: string[];
        member?: string[];
        auditor?: string[];
        visitor?: string[];
      };
      /**
       * What a group's `spec.type` must be for a team lead to lead it by being in
       * it; `[team]` by default. A group that has a role above is never led.
       */
      teamTypes?: string[];
      /** Tokens of CI jobs and agents, and what they may do. */
      serviceAccounts?: Array<{
        /**
         * The subject of a token of `backend.auth.externalAccess`, as it is written
         * there (of a `jwks` token: `external:` and its `sub`).
         */
        subject: string;
        /** What people call it. */
        title?: string;
        /** Its roles; as a `site-admin` it administers the sites below. */
        roles: string[];
        /** Entity refs of sites outside of which it has no rights; or all of them. */
        sites: string[] | 'all';
        /** Entity ref of the group or user who owns what it books. */
        owner: string;
      }>;
    };
  };
}
