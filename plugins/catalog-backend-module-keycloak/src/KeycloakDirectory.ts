import { ResponseError } from '@backstage/errors';
import { DirectorySnapshot, KeycloakGroup, KeycloakUser } from './types';

const TIMEOUT_MS = 10_000;
/** Requests at the same time: Keycloak serves people, too. */
const CONCURRENCY = 4;
/** Renewed this long before its end. */
const TOKEN_MARGIN_MS = 30_000;

export interface KeycloakConnection {
  baseUrl: string;
  realm: string;
  clientId: string;
  clientSecret: string;
  pageSize: number;
}

/**
 * Reads a realm through Keycloak's Admin REST API. It reads all or throws: half a
 * directory would take rights from whoever is in the other half.
 *
 * People are listed without a filter, because a search (even `enabled=true`) also
 * finds service accounts. Somebody who moved between two pages while they were
 * read is found through their groups; somebody without groups has no rights that
 * a moment's absence could hurt.
 */
export class KeycloakDirectory {
  readonly #connection: KeycloakConnection;
  #token: { value: string; until: number } | undefined;

  static create(connection: KeycloakConnection): KeycloakDirectory {
    return new KeycloakDirectory(connection);
  }

  private constructor(connection: KeycloakConnection) {
    this.#connection = connection;
  }

  async read(): Promise<DirectorySnapshot> {
    const listed = await this.#list<KeycloakUser>('users', {
      briefRepresentation: 'true',
    });
    const groups = await this.#readGroups('groups', undefined);
    await inTurns(groups, async group => {
      group.members = await this.#list<KeycloakUser>(
        `groups/${encodeURIComponent(group.id)}/members`,
        { briefRepresentation: 'true' },
      );
    });
    const users = new Map<string, KeycloakUser>();
    for (const user of [...groups.flatMap(g => g.members), ...listed]) {
      users.set(user.id, user);
    }
    return { users: [...users.values()], groups };
  }

  async #readGroups(
    path: string,
    parent: KeycloakGroup | undefined,
  ): Promise<KeycloakGroup[]> {
    const listed = await this.#list<KeycloakGroup>(path, {
      // The full one says which realm roles a group has.
      briefRepresentation: 'false',
      populateHierarchy: 'false',
    });
    const level = listed.map(group => ({
      ...group,
      parentId: parent?.id,
      members: [],
    }));
    const below: KeycloakGroup[] = [];
    await inTurns(level, async group => {
      if (group.subGroupCount !== 0) {
        const children = `groups/${encodeURIComponent(group.id)}/children`;
        below.push(...(await this.#readGroups(children, group)));
      }
    });
    return [...level, ...below];
  }

  async #list<T>(path: string, query: Record<string, string>): Promise<T[]> {
    const { pageSize } = this.#connection;
    const all: T[] = [];
    for (;;) {
      const page = await this.#get<T[]>(path, {
        ...query,
        first: String(all.length),
        max: String(pageSize),
      });
      all.push(...page);
      if (page.length < pageSize) {
        return all;
      }
    }
  }

  async #get<T>(path: string, query: Record<string, string>): Promise<T> {
    const { baseUrl, realm } = this.#connection;
    const url = `${baseUrl}/admin/realms/${encodeURIComponent(
      realm,
    )}/${path}?${new URLSearchParams(query)}`;
    return this.#fetch<T>(url, {
      headers: { authorization: `Bearer ${await this.#getToken()}` },
    });
  }

  async #getToken(): Promise<string> {
    if (!this.#token || this.#token.until < Date.now()) {
      const { baseUrl, realm, clientId, clientSecret } = this.#connection;
      const url = `${baseUrl}/realms/${encodeURIComponent(
        realm,
      )}/protocol/openid-connect/token`;
      const answer = await this.#fetch<{
        access_token: string;
        expires_in: number;
      }>(url, {
        method: 'POST',
        headers: { authorization: basic(clientId, clientSecret) },
        body: new URLSearchParams({ grant_type: 'client_credentials' }),
      });
      this.#token = {
        value: answer.access_token,
        until: Date.now() + answer.expires_in * 1000 - TOKEN_MARGIN_MS,
      };
    }
    return this.#token.value;
  }

  async #fetch<T>(url: string, init: RequestInit): Promise<T> {
    const response = await fetch(url, {
      ...init,
      // A redirect would take the token along to wherever it leads.
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) {
      // A token that is refused must not be tried again.
      this.#token = undefined;
      throw await ResponseError.fromResponse(response);
    }
    return response.json() as Promise<T>;
  }
}

/** RFC 6749, 2.3.1: both are form-encoded first. */
function basic(clientId: string, clientSecret: string): string {
  const encode = (text: string) =>
    encodeURIComponent(text).replace(/%20/g, '+');
  const pair = `${encode(clientId)}:${encode(clientSecret)}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

async function inTurns<T>(items: T[], work: (item: T) => Promise<void>) {
  const left = [...items];
  const worker = async () => {
    for (let item = left.shift(); item; item = left.shift()) {
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
}
