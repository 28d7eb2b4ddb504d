import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  catalog?: {
    providers?: {
      /** The Keycloak realm whose users and groups are kept in the catalog. */
      keycloak?: {
        /** Where Keycloak answers, such as `https://login.example.com`. */
        baseUrl: string;
        /** The realm to read, which is also where the client below lives. */
        realm: string;
        /** A client with a service account that has `view-users` and `query-groups`. */
        clientId: string;
        /** @visibility secret */
        clientSecret: string;
        /**
         * How often the realm is read; every 10 s by default. A right that was taken
         * away in Keycloak lasts for this long, and about 35 s more.
         */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
        /** How many people or groups are asked for at once; 500 by default. */
        pageSize?: number;
      };
    };
  };
}
