import { LoggerService } from '@backstage/backend-plugin-api';
import {
  AuthenticationError,
  ServiceUnavailableError,
  toError,
} from '@backstage/errors';
import {
  oidcAuthenticator,
  type OidcAuthResult,
} from '@backstage/plugin-auth-backend-module-oidc-provider';
import {
  createOAuthAuthenticator,
  type OAuthAuthenticatorResult,
} from '@backstage/plugin-auth-node';

type Initialize = Parameters<typeof oidcAuthenticator.initialize>[0];
type Context = ReturnType<typeof oidcAuthenticator.initialize>;
type Result = OAuthAuthenticatorResult<OidcAuthResult>;

/** How far ahead the provider's clock may be. */
const CLOCK_TOLERANCE_S = 60;

/** What was found out about the provider; found out again where that failed. */
class LazyContext {
  readonly #input: Initialize;
  #context: Context | undefined;

  constructor(input: Initialize) {
    this.#input = input;
    // What is configured wrongly is said at the start, as always.
    this.#start();
  }

  async get(): Promise<Context> {
    const context = this.#context ?? this.#start();
    try {
      await context.promise;
    } catch (error) {
      throw new ServiceUnavailableError(
        'Signing in is not possible at the moment: the identity provider does not answer',
        error,
      );
    }
    return context;
  }

  #start(): Context {
    const context = oidcAuthenticator.initialize(this.#input);
    this.#context = context;
    context.promise.catch(() => {
      this.#context = undefined;
    });
    return context;
  }
}

/**
 * Backstage's OpenID Connect authenticator, with what it leaves open closed:
 *
 * - It asks for the provider's metadata once, when the portal starts. Where that
 *   fails, nobody can sign in until the portal is started again. Here it is asked
 *   for again at the next sign-in.
 * - It takes an ID token from the future: `exp` is checked and `iat` is not, so a
 *   provider whose clock is an hour ahead gives tokens that live an hour longer.
 * - After a refresh it believes the userinfo answer without comparing it with
 *   the ID token: `sub` must be the same in both (OpenID Connect Core 5.3.2).
 * - It ends the session at the provider only as far as the refresh token goes:
 *   the next person at that browser would be signed in without a password.
 *
 * What it does check (measured, see `module.test.ts`): state, nonce, PKCE, `iss`,
 * `aud`, `exp`, the signature, and that the algorithm is the one configured.
 */
export function createKeycloakAuthenticator(options: {
  now: () => number;
  /** Where people are once they have signed out. */
  appUrl: string;
  logger: LoggerService;
}) {
  const { now, appUrl, logger } = options;
  const check = (result: Result) => checkTokens(result, now());
  return createOAuthAuthenticator({
    ...oidcAuthenticator,
    initialize(input) {
      return new LazyContext(input);
    },
    async start(input, lazy: LazyContext) {
      return oidcAuthenticator.start(input, await lazy.get());
    },
    async authenticate(input, lazy) {
      const context = await lazy.get();
      return check(await oidcAuthenticator.authenticate(input, context));
    },
    async refresh(input, lazy) {
      const context = await lazy.get();
      return check(await oidcAuthenticator.refresh(input, context));
    },
    async logout(input, lazy) {
      try {
        const context = await lazy.get();
        const logoutUrl = await endSessionUrl(
          context,
          input.refreshToken,
          appUrl,
        );
        await oidcAuthenticator.logout?.(input, context);
        return { logoutUrl };
      } catch (error) {
        // Here the person is signed out whatever happens there.
        logger.warn(
          'Signed out of the portal, but not at the identity provider',
          toError(error),
        );
        return undefined;
      }
    },
  });
}

/** Ends the session without a question where the provider is told whose it is. */
async function endSessionUrl(
  context: Context,
  refreshToken: string | undefined,
  appUrl: string,
): Promise<string | undefined> {
  const { client } = await context.promise;
  if (!refreshToken || !client.issuer.metadata.end_session_endpoint) {
    return undefined;
  }
  const { id_token: hint } = await client.refresh(refreshToken);
  return client.endSessionUrl({
    post_logout_redirect_uri: appUrl,
    ...(hint ? { id_token_hint: hint } : {}),
  });
}

function checkTokens(result: Result, nowMs: number): Result {
  const { tokenset, userinfo } = result.fullProfile;
  if (!tokenset.id_token) {
    return result;
  }
  const { iat, sub } = tokenset.claims();
  if (iat > nowMs / 1000 + CLOCK_TOLERANCE_S) {
    throw new AuthenticationError(
      'The identity provider’s clock is ahead of the portal’s: it issued a token in the future',
    );
  }
  if (userinfo.sub !== sub) {
    throw new AuthenticationError(
      'The identity provider speaks of two different people',
    );
  }
  return result;
}
