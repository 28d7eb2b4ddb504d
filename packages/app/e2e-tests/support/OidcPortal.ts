import {
  OidcTestServer,
  TEST_SECRETS,
  type TestPerson,
} from '@callboard/oidc-test-server';

/**
 * A portal in production mode, configured as for Keycloak, with an OpenID Connect
 * server of its own in Keycloak's place.
 */
export class OidcPortal {
  readonly #stop: () => Promise<void>;
  readonly url: string;
  readonly keycloak: OidcTestServer;

  static async start(people: TestPerson[]): Promise<OidcPortal> {
    // Playwright would make CommonJS of what it imports at the top.
    const { freePort } = await import('@callboard/workspace/postgres.mjs');
    const { startProductionPortal } =
      await import('@callboard/workspace/productionPortal.mjs');
    const port = await freePort();
    const keycloak = await OidcTestServer.start({
      baseUrl: `http://localhost:${port}`,
      people,
    });
    try {
      const { url, stop } = await startProductionPortal({
        port,
        keycloakUrl: keycloak.url,
        secrets: TEST_SECRETS,
      });
      return new OidcPortal(url, keycloak, stop);
    } catch (error) {
      await keycloak.stop();
      throw error;
    }
  }

  private constructor(
    url: string,
    keycloak: OidcTestServer,
    stop: () => Promise<void>,
  ) {
    this.url = url;
    this.keycloak = keycloak;
    this.#stop = stop;
  }

  async stop(): Promise<void> {
    await this.#stop();
    await this.keycloak.stop();
  }
}
