import { InputError } from '@backstage/errors';
import { randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;
const LONGEST_LEGACY_SECRET = 512;

/**
 * A new secret as Standard Webhooks writes it: `whsec_` and the base64 of 32
 * random bytes (the specification asks for 24 to 64).
 */
export function createSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
}

/** Checks a secret that is taken over from the older service; any text is one. */
export function checkLegacySecret(secret: string): void {
  if (secret.length === 0 || secret.length > LONGEST_LEGACY_SECRET) {
    throw new InputError(
      `legacySecret must have 1 to ${LONGEST_LEGACY_SECRET} characters`,
    );
  }
}
