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
      catalogSync?: {
        /** When entities that want to be booked are looked for; every minute by default. */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      };
    };
  };
}
