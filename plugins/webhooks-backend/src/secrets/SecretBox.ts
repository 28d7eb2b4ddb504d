import { InputError } from '@backstage/errors';
import {
  createCipheriv,
  createDecipheriv,
  hkdfSync,
  randomBytes,
} from 'node:crypto';

const VERSION = 'v1';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const SHORTEST_KEY = 16;

interface BoxKey {
  /** Says which key sealed something, without saying anything about the key. */
  id: string;
  key: Buffer;
}

/**
 * Encrypts what must not be readable in the database.
 *
 * AES-256-GCM with a random nonce for each text. The encryption key is derived
 * from the configured string by HKDF-SHA256 (RFC 5869), which makes a key of any
 * long random string but cannot make a guessable one strong. The context, an
 * endpoint's id for instance, is authenticated too: a sealed text that is copied
 * to another row does not open there.
 *
 * The first key seals and all open, so a new key goes to the front of the list
 * and the old one stays as long as something is sealed by it.
 *
 * A sealed text is `v1.<key id>.<base64url of nonce, ciphertext and tag>`.
 */
export class SecretBox {
  readonly #keys: BoxKey[];

  static create(options: { keys: string[] }): SecretBox {
    const { keys } = options;
    if (keys.length === 0) {
      throw new InputError('callboard.webhooks.secretKeys must list a key');
    }
    if (keys.some(key => key.length < SHORTEST_KEY)) {
      throw new InputError(
        `A key in callboard.webhooks.secretKeys is shorter than ${SHORTEST_KEY} characters; make one with "openssl rand -base64 32"`,
      );
    }
    return new SecretBox(keys.map(deriveKey));
  }

  private constructor(keys: BoxKey[]) {
    this.#keys = keys;
  }

  seal(plain: string, context: string): string {
    const [{ id, key }] = this.#keys;
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key, iv);
    cipher.setAAD(authenticated(id, context));
    const sealed = Buffer.concat([
      iv,
      cipher.update(plain, 'utf8'),
      cipher.final(),
      cipher.getAuthTag(),
    ]);
    return `${VERSION}.${id}.${sealed.toString('base64url')}`;
  }

  /** Throws when no configured key opens it, or when it is not what was sealed. */
  open(sealed: string, context: string): string {
    const [version, id, content] = sealed.split('.');
    const known = this.#keys.find(key => key.id === id);
    if (version !== VERSION || !content) {
      throw new Error('This is not a sealed text');
    }
    if (!known) {
      throw new Error(
        'The key that sealed this is not in callboard.webhooks.secretKeys any more',
      );
    }
    const bytes = Buffer.from(content, 'base64url');
    if (bytes.length < IV_BYTES + TAG_BYTES) {
      throw new Error('This is not a sealed text');
    }
    const decipher = createDecipheriv(
      'aes-256-gcm',
      known.key,
      bytes.subarray(0, IV_BYTES),
      { authTagLength: TAG_BYTES },
    );
    decipher.setAAD(authenticated(id, context));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    try {
      return Buffer.concat([
        decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)),
        decipher.final(),
      ]).toString('utf8');
    } catch {
      throw new Error('A sealed text was changed or belongs somewhere else');
    }
  }
}

function deriveKey(configured: string): BoxKey {
  const derive = (purpose: string, length: number) =>
    Buffer.from(
      hkdfSync(
        'sha256',
        configured,
        'callboard.webhooks',
        `${VERSION} ${purpose}`,
        length,
      ),
    );
  return {
    id: derive('key id', 4).toString('hex'),
    key: derive('encryption', 32),
  };
}

function authenticated(id: string, context: string): Buffer {
  return Buffer.from(`${VERSION}.${id}.${context}`, 'utf8');
}
