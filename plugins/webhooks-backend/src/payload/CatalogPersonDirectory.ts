import type { AuthService } from '@backstage/backend-plugin-api';
import type { UserEntity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { BriefMemory } from './BriefMemory';
import { nameOf } from './eventData';
import type { ReservationsReader } from './ReservationsReader';
import type { Person, PersonDirectory } from './types';

const TTL_MS = 30_000;

/** Where the catalog's Keycloak providers keep a user's id. */
const ANNOTATION_KEYCLOAK_ID = 'keycloak.org/id';

/**
 * People as the catalog knows them, with the SSH keys they left with the
 * reservations plugin. Remembered for 30 s: a key that was taken back is in no
 * delivery that is built later than that. Who is not in the catalog (any more)
 * is their ref; they may still have keys.
 */
export class CatalogPersonDirectory implements PersonDirectory {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #reservations: ReservationsReader;
  readonly #memory: BriefMemory<Person>;

  static create(options: {
    catalog: CatalogService;
    auth: AuthService;
    reservations: ReservationsReader;
    now?: () => number;
  }): CatalogPersonDirectory {
    return new CatalogPersonDirectory(options);
  }

  private constructor(
    options: Parameters<typeof CatalogPersonDirectory.create>[0],
  ) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#reservations = options.reservations;
    this.#memory = BriefMemory.create({ ttlMs: TTL_MS, now: options.now });
  }

  async person(ref: string): Promise<Person> {
    return this.#memory.get(ref, () => this.#lookUp(ref));
  }

  async #lookUp(ref: string): Promise<Person> {
    const [user, keys] = await Promise.all([
      this.#user(ref),
      this.#reservations.list<{ publicKey: string }>('/ssh-keys', [
        ['user', ref],
      ]),
    ]);
    const profile = user?.spec?.profile;
    return {
      ref,
      username: user?.metadata.name ?? nameOf(ref),
      displayName: profile?.displayName,
      email: profile?.email,
      sshPublicKeys: keys.map(({ publicKey }) => publicKey),
      keycloakId: user?.metadata.annotations?.[ANNOTATION_KEYCLOAK_ID],
    };
  }

  async #user(ref: string): Promise<UserEntity | undefined> {
    return (await this.#catalog.getEntityByRef(ref, {
      credentials: await this.#auth.getOwnServiceCredentials(),
    })) as UserEntity | undefined;
  }
}
