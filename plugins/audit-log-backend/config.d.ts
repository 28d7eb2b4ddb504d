import type { HumanDuration } from '@backstage/types';

export interface Config {
  callboard?: {
    auditLog?: {
      /**
       * Keys that the audit log is signed with: any texts of 32 characters or
       * more. The first signs, all verify: put a new one in front to change it,
       * and keep the old one for as long as there are entries that it signed.
       *
       * @visibility secret
       */
      keys?: string[];
      /**
       * A directory outside the database in which signed heads are kept, at best
       * on storage on which nothing can be changed or deleted. Several backends
       * may share it. Without it, an older state of the whole database that is
       * put back is not noticed.
       */
      headsDirectory?: string;
      /** How long entries are kept; for ever where not given. */
      retention?: HumanDuration | string;
      accessReview?: {
        /** How often the catalog is looked at for who has come, gone or changed groups; 5 minutes by default. */
        interval?: HumanDuration | string;
      };
    };
  };
}
