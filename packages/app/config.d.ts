export interface Config {
  app?: {
    signIn?: {
      /** People sign in with OpenID Connect (`auth.providers.oidc`). */
      oidc?: {
        /**
         * What people call the account they have there: the button says "Continue
         * with …".
         * @visibility frontend
         */
        title: string;
      };
    };
  };
}
