export interface Config {
  auth?: {
    providers?: {
      /**
       * Demo sign-in without a password, for development only: a backend whose
       * NODE_ENV is not `development` refuses to start with it.
       */
      persona?: {
        /** The people that the sign-in page offers, in this order. */
        people: Array<{
          /** The catalog user, such as `user:default/researcher`. */
          userEntityRef: string;
          /** Name of the role, such as `Researcher`. */
          title: string;
          /** Short name of what the person may do, such as `member`. */
          role: string;
          /** One sentence about the person. */
          description: string;
          /** What is worth trying as this person. */
          tryThis?: string;
          /** Heading under which the sign-in page lists the person. */
          group?: string;
        }>;
      };
    };
  };
}
