import { IdentityApi } from '@backstage/frontend-plugin-api';
import { PersonaClient, PersonaSession } from './PersonaClient';
import { SavedPersona } from './savedPersona';

/** A token is renewed this long before it ends. */
const RENEWAL_MARGIN_MS = 5 * 60_000;

type Options = {
  client: Pick<PersonaClient, 'signIn'>;
  saved: SavedPersona;
  now?: () => number;
};

/**
 * The identity of a signed-in demo person. Its token is renewed when somebody
 * asks for it shortly before its end, once for all who ask at that moment; a
 * renewal that fails costs nothing while the old token still holds.
 */
export class PersonaIdentity implements IdentityApi {
  readonly #options: Options;
  #session: PersonaSession;
  #renewal: Promise<void> | undefined;

  /** Signs in, and remembers the choice for the next visit. */
  static async signIn(
    userEntityRef: string,
    options: Options,
  ): Promise<PersonaIdentity> {
    const session = await options.client.signIn(userEntityRef);
    options.saved.set(session.backstageIdentity.identity.userEntityRef);
    return new PersonaIdentity(session, options);
  }

  private constructor(session: PersonaSession, options: Options) {
    this.#session = session;
    this.#options = options;
  }

  async getProfileInfo() {
    return this.#session.profile;
  }

  async getBackstageIdentity() {
    return (await this.#getFreshSession()).backstageIdentity.identity;
  }

  async getCredentials() {
    return { token: (await this.#getFreshSession()).backstageIdentity.token };
  }

  async signOut() {
    this.#options.saved.clear();
  }

  async #getFreshSession(): Promise<PersonaSession> {
    const { now = Date.now } = this.#options;
    const expiry = readExpiry(this.#session.backstageIdentity.token);
    if (now() < expiry - RENEWAL_MARGIN_MS) {
      return this.#session;
    }
    this.#renewal ??= this.#renew().finally(() => {
      this.#renewal = undefined;
    });
    try {
      await this.#renewal;
    } catch (error) {
      if (now() >= expiry) {
        throw error;
      }
    }
    return this.#session;
  }

  async #renew() {
    const { userEntityRef } = this.#session.backstageIdentity.identity;
    this.#session = await this.#options.client.signIn(userEntityRef);
  }
}

/** The end of a token in milliseconds; 0 where it does not say. */
function readExpiry(token: string): number {
  const [, payload = ''] = token.split('.');
  const base64 = payload.replace(/-/g, '+').replace(/_/g, '/');
  try {
    const { exp } = JSON.parse(atob(base64));
    return typeof exp === 'number' ? exp * 1000 : 0;
  } catch {
    return 0;
  }
}
