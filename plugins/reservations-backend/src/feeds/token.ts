import { createHash, randomBytes } from 'node:crypto';

const BYTES = 32;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** A new token: 256 bits at random, in base64url. */
export function makeToken(): string {
  return randomBytes(BYTES).toString('base64url');
}

/** Whether this could be a token at all. */
export function isToken(text: string): boolean {
  return TOKEN.test(text);
}

/**
 * What is kept of a token, and what it is found by. Nobody guesses 256 bits, so
 * the hash needs no salt; and since the hash is compared and not the token, how
 * long a search takes tells nothing of the token.
 */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
