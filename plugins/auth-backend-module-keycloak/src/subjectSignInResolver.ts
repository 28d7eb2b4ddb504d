import { NotAllowedError } from '@backstage/errors';
import { type OidcAuthResult } from '@backstage/plugin-auth-backend-module-oidc-provider';
import {
  type OAuthAuthenticatorResult,
  type SignInResolver,
} from '@backstage/plugin-auth-node';

/** Where the catalog keeps a user's id in Keycloak, which is the subject. */
const KEYCLOAK_ID_ANNOTATION = 'keycloak.org/id';

/**
 * Whoever Keycloak says has signed in is the catalog user with that id. Names and
 * e-mail addresses are not looked at: people change them, and somebody else may
 * be given them. The token's groups and roles are not looked at either.
 */
export const subjectSignInResolver: SignInResolver<
  OAuthAuthenticatorResult<OidcAuthResult>
> = async ({ result }, context) => {
  const { sub, preferred_username: username } = result.fullProfile.userinfo;
  try {
    return await context.signInWithCatalogUser({
      annotations: { [KEYCLOAK_ID_ANNOTATION]: sub },
    });
  } catch (error) {
    if (error instanceof Error && error.name === 'NotFoundError') {
      throw new NotAllowedError(
        `The account ${username ?? sub} is not known to this portal. If it is new, try again in a minute; otherwise ask an administrator for access.`,
      );
    }
    throw error;
  }
};
