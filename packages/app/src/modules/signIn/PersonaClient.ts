import {
  BackstageUserIdentity,
  DiscoveryApi,
  ProfileInfo,
} from '@backstage/frontend-plugin-api';
import { ResponseError } from '@backstage/errors';

export type Persona = {
  userEntityRef: string;
  title: string;
  role: string;
  description: string;
  tryThis?: string;
  group?: string;
};

export type PersonaSession = {
  profile: ProfileInfo;
  backstageIdentity: { token: string; identity: BackstageUserIdentity };
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

  async signIn(userEntityRef: string): Promise<PersonaSession> {
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
