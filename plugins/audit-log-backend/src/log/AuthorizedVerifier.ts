import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { requirePossible } from '@callboard/backend-access';
import type { Verification } from '@callboard/backstage-plugin-audit-log-common';
import type { Verifier } from '../chain';
import type { EntryAccess } from '../permissions';

/** The check of the chain, for those who may. */
export class AuthorizedVerifier {
  readonly #verifier: Verifier;
  readonly #access: EntryAccess;

  static create(options: {
    verifier: Verifier;
    access: EntryAccess;
  }): AuthorizedVerifier {
    return new AuthorizedVerifier(options.verifier, options.access);
  }

  private constructor(verifier: Verifier, access: EntryAccess) {
    this.#verifier = verifier;
    this.#access = access;
  }

  async authorize(credentials: BackstageCredentials): Promise<void> {
    const { chainVerify } = await this.#access.decide(credentials, [
      'chainVerify',
    ]);
    requirePossible(chainVerify, 'verify the audit log');
  }

  async verify(
    credentials: BackstageCredentials,
    signal?: AbortSignal,
  ): Promise<Verification> {
    await this.authorize(credentials);
    return this.#verifier.verify(signal);
  }
}
