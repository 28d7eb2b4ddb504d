import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  authProvidersExtensionPoint,
  type AuthProviderFactory,
  createOAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { createKeycloakAuthenticator } from './createKeycloakAuthenticator';
import { subjectSignInResolver } from './subjectSignInResolver';

/** Offers `auth.providers.oidc`, for people whom the catalog has from Keycloak. */
export const authModuleKeycloak = createBackendModule({
  pluginId: 'auth',
  moduleId: 'keycloak',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        providers: authProvidersExtensionPoint,
      },
      async init({ config, providers }) {
        providers.registerProvider({
          providerId: 'oidc',
          factory: createFactory(config.getString('app.baseUrl')),
        });
      },
    });
  },
});

function createFactory(appUrl: string): AuthProviderFactory {
  return context =>
    createOAuthProviderFactory({
      authenticator: createKeycloakAuthenticator({
        now: Date.now,
        appUrl: new URL('/', appUrl).toString(),
        logger: context.logger,
      }),
      signInResolver: subjectSignInResolver,
      // A link that signs in may lead back to the portal, and nowhere else.
      stateTransform: async state => {
        const { redirectUrl } = state;
        if (redirectUrl && !context.isOriginAllowed(originOf(redirectUrl))) {
          throw new NotAllowedError(
            'After signing in, only this portal may be opened',
          );
        }
        return { state };
      },
    })(context);
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : '';
}
