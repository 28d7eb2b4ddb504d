import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { InputError } from '@backstage/errors';

const SHORTEST_KEY = 32;

/** What a signature is for; one of these never passes for another. */
export type Purpose = 'entry' | 'tip' | 'purge' | 'head';

/** A signature, and which key made it. */
export interface Signature {
  keyId: string;
  signature: string;
}

/**
 * The keys that the chain is signed with (HMAC-SHA256, in hexadecimal). The
 * first signs, all verify: a new one is put in front, and the old ones stay for
 * as long as there are entries that they signed. A key's id is derived from it
 * and says nothing about it.
 */
export class KeyRing {
  readonly #keys: ReadonlyMap<string, string>;
  readonly currentId: string;

  static create(keys: string[]): KeyRing {
    return new KeyRing(keys);
  }

  private constructor(keys: string[]) {
    if (keys.length === 0 || keys.some(key => key.length < SHORTEST_KEY)) {
      throw new InputError(
        `callboard.auditLog.keys must be texts of ${SHORTEST_KEY} characters or more: the first signs the audit log, all verify it`,
      );
    }
    this.#keys = new Map(keys.map(key => [idOf(key), key]));
    this.currentId = idOf(keys[0]);
  }

  knows(keyId: string): boolean {
    return this.#keys.has(keyId);
  }

  sign(purpose: Purpose, text: string): Signature {
    const keyId = this.currentId;
    return { keyId, signature: this.#mac(keyId, purpose, text) };
  }

  verify(
    purpose: Purpose,
    text: string,
    { keyId, signature }: Signature,
  ): boolean {
    return (
      this.#keys.has(keyId) && equal(this.#mac(keyId, purpose, text), signature)
    );
  }

  /** The id of the key that made a signature, whatever it says of itself. */
  whoSigned(
    purpose: Purpose,
    text: string,
    signature: string,
  ): string | undefined {
    return [...this.#keys.keys()].find(keyId =>
      this.verify(purpose, text, { keyId, signature }),
    );
  }

  #mac(keyId: string, purpose: Purpose, text: string): string {
    return createHmac('sha256', this.#keys.get(keyId)!)
      .update(`${purpose}\n`)
      .update(text)
      .digest('hex');
  }
}

function idOf(key: string): string {
  return createHash('sha256')
    .update(`callboard audit log key\n${key}`)
    .digest('hex')
    .slice(0, 12);
}

function equal(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
