import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import {
  createPersonaAuthenticator,
  personaSignInResolver,
} from './authenticator';
import { readPersonas } from './personas';
import { createRouter } from './router';

export type PersonaProviderOptions = {
  /** Tells the environment the backend runs in; `NODE_ENV` unless given. */
  getEnvironment?: () => string | undefined;
};

/**
 * Sign-in without a secret must never reach a real portal. It therefore takes
 * two deliberate steps (people in the configuration, and a backend that says it
 * is a development one), and a backend with only the first does not start: a
 * silent fallback would leave the mistake in the configuration.
 */
export function createPersonaProviderModule(
  options: PersonaProviderOptions = {},
) {
  const { getEnvironment = () => process.env.NODE_ENV } = options;
  return createBackendModule({
    pluginId: 'auth',
    moduleId: 'persona-provider',
    register(reg) {
      reg.registerInit({
        deps: {
          config: coreServices.rootConfig,
          httpRouter: coreServices.httpRouter,
          logger: coreServices.logger,
          providers: authProvidersExtensionPoint,
        },
        async init({ config, httpRouter, logger, providers }) {
          const personaConfig = config.getOptionalConfig(
            'auth.providers.persona',
          );
          if (!personaConfig) {
            return;
          }
          const environment = getEnvironment();
          if (environment !== 'development') {
            throw new NotAllowedError(
              `Demo sign-in (auth.providers.persona) lets anyone in as anyone and is refused outside development: NODE_ENV is '${
                environment ?? ''
              }'. Remove auth.providers.persona from the configuration.`,
            );
          }
          const personas = readPersonas(personaConfig);
          providers.registerProvider({
            providerId: 'persona',
            factory: createProxyAuthProviderFactory({
              authenticator: createPersonaAuthenticator(personas),
              signInResolver: personaSignInResolver,
            }),
          });
          httpRouter.use(createRouter({ personas }));
          logger.warn(
            `Demo sign-in is on: anyone who reaches this backend may sign in as any of ${personas.length} people`,
          );
        },
      });
    },
  });
}

export const authModulePersonaProvider = createPersonaProviderModule();
