import type { HumanDuration } from '@backstage/types';

export interface Config {
  callboard?: {
    signIn?: {
      /** How often one address may ask the sign-in routes. */
      rateLimit?: {
        /** Requests; 300 by default. Signing in takes about four. */
        limit?: number;
        /** In which time; a minute by default. */
        window?: HumanDuration | string;
      };
    };
  };
}
