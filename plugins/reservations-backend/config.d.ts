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
      catalogSync?: {
        /** When entities that want to be booked are looked for; every minute by default. */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      };
    };
  };
}
