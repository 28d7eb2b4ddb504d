import {
  BackstageUserIdentity,
  IdentityApi,
  ProfileInfo,
} from '@backstage/frontend-plugin-api';
import { isRefusal } from './errors';

/** A token is renewed this long before it ends. */
const RENEWAL_MARGIN_MS = 5 * 60_000;

/** What the auth backend answers to whoever is signed in. */
export type Session = {
  profile: ProfileInfo;
  backstageIdentity: { token: string; identity: BackstageUserIdentity };
};

type Options = {
  session: Session;
  renew(session: Session): Promise<Session>;
  signOut(): Promise<void>;
  /** Called where the backend refuses to renew: the session is over. */
  onEnd?: () => void;
  now?: () => number;
};

/**
 * The identity of somebody who is signed in. The token is renewed when somebody
 * asks for it shortly before its end, once for all who ask at that moment; a
 * renewal that fails costs nothing while the old token still holds.
 */
export class RefreshingIdentity implements IdentityApi {
  readonly #options: Options;
  #session: Session;
  #renewal: Promise<void> | undefined;

  static create(options: Options): RefreshingIdentity {
    return new RefreshingIdentity(options);
  }

  private constructor(options: Options) {
    this.#session = options.session;
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
    await this.#options.signOut();
  }

  async #getFreshSession(): Promise<Session> {
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
    try {
      this.#session = await this.#options.renew(this.#session);
    } catch (error) {
      // Too many at a time is no refusal of this one.
      if (isRefusal(error) && error.statusCode !== 429) {
        this.#options.onEnd?.();
      }
      throw error;
    }
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
