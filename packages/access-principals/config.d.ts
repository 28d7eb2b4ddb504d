export interface Config {
  callboard?: {
    access?: {
      /**
       * Who has which role: entity refs of groups (their child groups included)
       * and of single users. Somebody in none of them is denied everything.
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
    };
  };
}
