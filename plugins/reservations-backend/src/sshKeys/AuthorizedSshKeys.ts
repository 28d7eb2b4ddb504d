import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { type CallContext, requirePossible } from '@callboard/backend-access';
import type {
  NewSshKey,
  SshKey,
} from '@callboard/backstage-plugin-reservations-common';
import type { AccessDecider } from '../permissions/accessDecider';
import type { SshKeysService } from './SshKeysService';

/**
 * People's keys, for themselves. A key may be removed by whoever left it,
 * whatever has become of their rights.
 */
export class AuthorizedSshKeys {
  readonly #inner: SshKeysService;
  readonly #access: AccessDecider;

  static create(options: {
    inner: SshKeysService;
    access: AccessDecider;
  }): AuthorizedSshKeys {
    return new AuthorizedSshKeys(options.inner, options.access);
  }

  private constructor(inner: SshKeysService, access: AccessDecider) {
    this.#inner = inner;
    this.#access = access;
  }

  async list(userRef: string): Promise<SshKey[]> {
    return this.#inner.list(userRef);
  }

  /** Throws a 403 for who may not leave a key. */
  async authorizeAdding(credentials: BackstageCredentials): Promise<void> {
    const { sshKeyCreate } = await this.#access.decide(credentials, [
      'sshKeyCreate',
    ]);
    requirePossible(sshKeyCreate, 'add SSH keys');
  }

  async add(input: NewSshKey, context: CallContext): Promise<SshKey> {
    await this.authorizeAdding(context.credentials);
    return this.#inner.add(input, context);
  }

  async remove(id: string, context: CallContext): Promise<void> {
    await this.#inner.remove(id, context.actor, context);
  }
}
