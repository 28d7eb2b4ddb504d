import type { HumanDuration } from '@backstage/types';

export interface Config {
  callboard?: {
    webhooks?: {
      /**
       * Keys that endpoints' secrets are encrypted with at rest: any texts of 32
       * characters or more. The first encrypts, all decrypt: put a new one in
       * front to change it, and keep the old one.
       *
       * @visibility secret
       */
      secretKeys?: string[];
      /**
       * Networks (CIDR) that endpoints may be in although they are not public,
       * for example `10.20.0.0/16`. Everything private, loopback, link-local and
       * the clouds' metadata addresses are refused otherwise.
       */
      allowedAddresses?: string[];
      /** How long a receiver may take, all in all; 15 seconds by default. */
      timeout?: HumanDuration | string;
      ordering?: {
        /** How long a delivery waits for earlier ones at most; 10 minutes by default. */
        maxWait?: HumanDuration | string;
      };
      retry?: {
        /** The pauses between attempts; from 5 seconds to 24 hours by default. */
        schedule?: Array<HumanDuration | string>;
        /** How far a pause may differ from the schedule, from 0 to 1; 0.1 by default. */
        jitter?: number;
      };
      /** Requests to one endpoint at once, for each backend; 4 by default. */
      concurrencyPerEndpoint?: number;
      /** Requests at once, for each backend; 200 by default. */
      concurrency?: number;
      /** How long an endpoint may fail before it is switched off; 5 days by default. */
      disableAfter?: HumanDuration | string;
      /** How long deliveries and attempts are kept; 90 days by default. */
      retention?: HumanDuration | string;
      /**
       * Where receivers reach this plugin, for example
       * `https://portal.example.com/api/webhooks`; the backend's own address by
       * default.
       */
      callbackBaseUrl?: string;
    };
  };
}
