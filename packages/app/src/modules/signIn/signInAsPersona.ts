import { IdentityApi } from '@backstage/frontend-plugin-api';
import { PersonaClient } from './PersonaClient';
import { RefreshingIdentity } from './RefreshingIdentity';
import { SavedPersona } from './savedPersona';

/** Signs a demo person in, and remembers the choice for the next visit. */
export async function signInAsPersona(
  userEntityRef: string,
  options: {
    client: Pick<PersonaClient, 'signIn'>;
    saved: SavedPersona;
    now?: () => number;
  },
): Promise<IdentityApi> {
  const { client, saved, now } = options;
  const session = await client.signIn(userEntityRef);
  saved.set(session.backstageIdentity.identity.userEntityRef);
  return RefreshingIdentity.create({
    session,
    renew: ({ backstageIdentity }) =>
      client.signIn(backstageIdentity.identity.userEntityRef),
    signOut: async () => saved.clear(),
    now,
  });
}
