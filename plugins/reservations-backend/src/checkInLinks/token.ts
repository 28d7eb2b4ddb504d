import { createHmac, timingSafeEqual } from 'node:crypto';

/** For whom a link is, and for which start of which booking. */
export interface CheckInClaim {
  bookingId: string;
  /** Epoch milliseconds; a booking that has moved needs another link. */
  startAt: number;
  /** Entity ref of the person who checks in with it. */
  ref: string;
}

const FORM = /^([A-Za-z0-9_-]{1,800})\.([A-Za-z0-9_-]{43})$/;

/** What is signed and, after a point, its HMAC-SHA256, both in base64url. */
export function signClaim(claim: CheckInClaim, key: Buffer): string {
  const { bookingId, startAt, ref } = claim;
  const payload = Buffer.from(
    JSON.stringify([bookingId, startAt, ref]),
  ).toString('base64url');
  return `${payload}.${signatureOf(payload, key).toString('base64url')}`;
}

/** Nothing for whatever we have not signed. */
export function readClaim(
  token: string,
  key: Buffer,
): CheckInClaim | undefined {
  const [, payload, signature] = FORM.exec(token) ?? [];
  if (!payload) {
    return undefined;
  }
  const given = Buffer.from(signature, 'base64url');
  if (!timingSafeEqual(given, signatureOf(payload, key))) {
    return undefined;
  }
  const [bookingId, startAt, ref] = JSON.parse(
    Buffer.from(payload, 'base64url').toString(),
  );
  return { bookingId, startAt, ref };
}

function signatureOf(payload: string, key: Buffer): Buffer {
  return createHmac('sha256', key).update(`check-in\n${payload}`).digest();
}
