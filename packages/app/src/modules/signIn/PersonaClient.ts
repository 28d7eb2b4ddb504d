import { DiscoveryApi } from '@backstage/frontend-plugin-api';
import { ResponseError } from '@backstage/errors';
import { Session } from './RefreshingIdentity';

export type Persona = {
  userEntityRef: string;
  title: string;
  role: string;
  description: string;
  tryThis?: string;
  group?: string;
};

/**
 * Talks to the persona auth provider. It uses the browser's own `fetch`: the
 * portal's FetchApi waits for the identity that is only being established here.
 */
export class PersonaClient {
  readonly #discoveryApi: DiscoveryApi;

  static create(options: { discoveryApi: DiscoveryApi }): PersonaClient {
    return new PersonaClient(options.discoveryApi);
  }

  private constructor(discoveryApi: DiscoveryApi) {
    this.#discoveryApi = discoveryApi;
  }

  async list(): Promise<Persona[]> {
    const { items } = await this.#get<{ items: Persona[] }>('/personas');
    return items;
  }

  async signIn(userEntityRef: string): Promise<Session> {
    const query = new URLSearchParams({ persona: userEntityRef });
    return this.#get(`/refresh?${query}`);
  }

  async #get<T>(path: string): Promise<T> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('auth');
    const response = await fetch(`${baseUrl}/persona${path}`);
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }
}
