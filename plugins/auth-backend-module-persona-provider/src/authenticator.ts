import { stringifyError, NotFoundError } from '@backstage/errors';
import {
  createProxyAuthenticator,
  SignInResolver,
} from '@backstage/plugin-auth-node';
import { Persona, selectPersona } from './personas';

/** Takes the person named by `?persona=` for who asks: no secret is checked. */
export function createPersonaAuthenticator(personas: Persona[]) {
  return createProxyAuthenticator<undefined, Persona, undefined>({
    defaultProfileTransform: async (persona, context) => {
      const { entity } = await context
        .findCatalogUser({ entityRef: persona.userEntityRef })
        .catch(error => {
          throw translateMissingUser(error, persona);
        });
      const profile = readProfile(entity.spec);
      return {
        profile: {
          displayName: profile.displayName ?? persona.title,
          email: profile.email,
          picture: profile.picture,
        },
      };
    },
    initialize: () => undefined,
    authenticate: async ({ req }) => ({
      result: selectPersona(personas, req.query.persona),
      providerInfo: undefined,
    }),
  });
}

export const personaSignInResolver: SignInResolver<Persona> = async (
  { result: persona },
  context,
) => context.signInWithCatalogUser({ entityRef: persona.userEntityRef });

function translateMissingUser(error: unknown, persona: Persona): unknown {
  if (error instanceof Error && error.name === 'NotFoundError') {
    return new NotFoundError(
      `${persona.userEntityRef} is a configured demo person but not in the catalog (yet): ${stringifyError(
        error,
      )}`,
    );
  }
  return error;
}

function readProfile(spec: unknown): {
  displayName?: string;
  email?: string;
  picture?: string;
} {
  const profile = (spec as { profile?: Record<string, unknown> } | undefined)
    ?.profile;
  const text = (key: string) => {
    const value = profile?.[key];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    displayName: text('displayName'),
    email: text('email'),
    picture: text('picture'),
  };
}
