import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { toEntities } from './toEntities';
import { DirectorySnapshot } from './types';

const LOCATION_KEY = 'callboard-keycloak';

/**
 * Keeps the users and groups of a realm in the catalog. Each reading is whole and
 * replaces the one before: who is disabled, deleted or taken out of a group in
 * Keycloak is so here, too. While Keycloak cannot be read, the last reading stands.
 */
export class KeycloakEntityProvider implements EntityProvider {
  readonly #directory: { read(): Promise<DirectorySnapshot> };
  readonly #source: { baseUrl: string; realm: string };
  readonly #logger: LoggerService;
  #connection: EntityProviderConnection | undefined;
  #failing = false;
  #told = '';

  static create(options: {
    directory: { read(): Promise<DirectorySnapshot> };
    source: { baseUrl: string; realm: string };
    logger: LoggerService;
  }): KeycloakEntityProvider {
    return new KeycloakEntityProvider(options);
  }

  private constructor(
    options: Parameters<typeof KeycloakEntityProvider.create>[0],
  ) {
    this.#directory = options.directory;
    this.#source = options.source;
    this.#logger = options.logger;
  }

  getProviderName(): string {
    return `callboard-keycloak:${this.#source.realm}`;
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
  }

  /** Reads the realm and puts it into the catalog, or says why not. */
  async refresh(): Promise<void> {
    try {
      await this.#refresh();
      this.#sayItWorks();
    } catch (error) {
      this.#failing = true;
      this.#logger.error(
        `Keycloak's realm '${this.#source.realm}' could not be read; the catalog keeps what was read last, and rights taken away since then still hold`,
        toError(error),
      );
    }
  }

  async #refresh(): Promise<void> {
    const snapshot = await this.#directory.read();
    const { entities, ambiguous } = toEntities(snapshot, this.#source);
    this.#sayAmbiguous(ambiguous);
    await this.#connection?.applyMutation({
      type: 'full',
      entities: entities.map(entity => ({
        entity,
        locationKey: LOCATION_KEY,
      })),
    });
  }

  #sayItWorks(): void {
    if (this.#failing) {
      this.#failing = false;
      this.#logger.info(
        `Keycloak's realm '${this.#source.realm}' is read again`,
      );
    }
  }

  /** Once for each set of names, and not at every reading. */
  #sayAmbiguous(ambiguous: string[]): void {
    const told = ambiguous.join(', ');
    if (told && told !== this.#told) {
      this.#logger.error(
        `Left out of the catalog, because each would have another's name or none: ${told}`,
      );
    }
    this.#told = told;
  }
}
