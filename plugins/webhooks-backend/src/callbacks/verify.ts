import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { keyOf } from '../payload';
import type { RawCallback } from './types';

const TOLERANCE_MS = 5 * 60_000;
const MOST_SIGNATURES = 10;

/** What a valid signature vouches for. */
export interface Signed {
  /** SHA-256 of all that was signed. */
  digest: string;
  /** When it was signed, in epoch milliseconds; absent where that is not said. */
  at?: number;
}

/**
 * Checks a signature of Standard Webhooks over the body as it arrived, made with
 * any of the secrets within five minutes of `now`. Undefined where it is not so.
 * It takes the same time whichever part of it is wrong.
 */
export function verifyStandard(
  { headers, rawBody }: RawCallback,
  secrets: string[],
  now: number,
): Signed | undefined {
  const id = textOf(headers['webhook-id']);
  const timestamp = textOf(headers['webhook-timestamp']);
  const content = Buffer.concat([
    Buffer.from(`${id}.${timestamp}.`, 'utf8'),
    rawBody,
  ]);
  const given = textOf(headers['webhook-signature'])
    .split(' ')
    .slice(0, MOST_SIGNATURES)
    .map(one => (one.startsWith('v1,') ? one.slice(3) : ''));
  const genuine = isSignedBy(secrets.map(keyOf), content, given);
  const at = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) * 1000 : NaN;
  const inTime = Math.abs(now - at) <= TOLERANCE_MS;
  return genuine && inTime && id !== ''
    ? { digest: digestOf(content), at }
    : undefined;
}

/** The older service's: base64 HMAC-SHA256 of the body, keyed with the secret as it is written. */
export function verifyLegacy(
  { headers, rawBody }: RawCallback,
  secrets: string[],
): Signed | undefined {
  const keys = secrets.map(secret => Buffer.from(secret, 'utf8'));
  const given = [textOf(headers['x-webhook-signature'])];
  return isSignedBy(keys, rawBody, given)
    ? { digest: digestOf(rawBody) }
    : undefined;
}

function isSignedBy(keys: Buffer[], content: Buffer, given: string[]): boolean {
  const signatures = given.map(one => Buffer.from(one, 'base64'));
  let genuine = false;
  for (const key of keys) {
    const expected = createHmac('sha256', key).update(content).digest();
    for (const signature of signatures) {
      const same =
        signature.length === expected.length &&
        timingSafeEqual(signature, expected);
      genuine = genuine || same;
    }
  }
  return genuine;
}

function digestOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

function textOf(header: string | string[] | undefined): string {
  return typeof header === 'string' ? header : '';
}
