import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  callboard?: {
    demo?: {
      /**
       * A file with a demo inventory, for an empty database. Development only:
       * elsewhere the backend does not start with it.
       */
      inventory?: string;
    };
    reservations?: {
      /** The longest booking there may be, in days; 366 by default. */
      maxBookingDays?: number;
      /**
       * Whether statements that every booking runs are prepared on PostgreSQL;
       * true by default. Set it to false behind a connection pooler in
       * transaction mode that does not know named statements.
       */
      preparedStatements?: boolean;
      /**
       * Services that are asked before anything is booked: 204 allows it, 403
       * with `{ "message": "…" }` refuses it. See docs/policies.md.
       */
      policyHooks?: Array<{
        /** As people read it where it cannot be asked. */
        title: string;
        /** Where the question is POSTed, as JSON. */
        url: string;
        /**
         * Signs the question as Standard Webhooks says; `whsec_` and base64, or
         * any text.
         * @visibility secret
         */
        secret?: string;
        /** How long it may take, at most 10,000 ms; 2,000 ms by default. */
        timeoutMs?: number;
        /** What it counts as while it does not answer. */
        onError: 'deny' | 'allow';
        /** Names of resource types; all where it is absent. */
        types?: string[];
        /** Entity refs of sites; all where it is absent. */
        sites?: string[];
      }>;
      reports?: {
        /**
         * How often a site's admins are sent a usage report, where the site
         * does not say; off by default.
         */
        every?: 'off' | 'weekly' | 'monthly';
      };
      catalogSync?: {
        /** When entities that want to be booked are looked for; every minute by default. */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      };
    };
  };
}
