import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { AccessDecider, type Decisions } from '@callboard/backend-access';
import type { SiteDirectory } from '@callboard/site-directory';
import { createQuestions, type Questions } from './questions';

export type EndpointDecisions<K extends keyof Questions> = Decisions<
  Questions,
  K
>;

/** Answers this plugin's questions, on sites that are known well enough. */
export class EndpointAccess {
  readonly #access: AccessDecider<Questions>;
  readonly #directory: SiteDirectory;

  static create(options: {
    permissions: PermissionsService;
    directory: SiteDirectory;
  }): EndpointAccess {
    return new EndpointAccess(options.permissions, options.directory);
  }

  private constructor(
    permissions: PermissionsService,
    directory: SiteDirectory,
  ) {
    this.#access = AccessDecider.create(
      permissions,
      createQuestions(directory),
    );
    this.#directory = directory;
  }

  async decide<K extends keyof Questions>(
    credentials: BackstageCredentials,
    names: readonly K[],
  ): Promise<EndpointDecisions<K>> {
    const decisions = await this.#access.decide(credentials, names);
    const depends = names.some(
      name => decisions[name].possible && decisions[name].filter,
    );
    if (depends) {
      await this.#directory.sites();
    }
    return decisions;
  }
}
