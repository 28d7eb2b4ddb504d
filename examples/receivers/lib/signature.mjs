/**
 * Standard Webhooks (standardwebhooks.com), both ways: what arrives is checked,
 * and what is reported back is signed, with the endpoint's one secret.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

const TOLERANCE_SECONDS = 5 * 60;

/** The request was not signed with our secret, or not now. */
export class SignatureError extends Error {
  name = 'SignatureError';
}

/**
 * @param {Record<string, string | undefined>} headers lower-case, as Node gives them
 * @param {Buffer} body the bytes as they came; parsed and printed again is another text
 * @returns {string} the webhook-id
 */
export function verify(headers, body, secret, now = new Date()) {
  const id = headers['webhook-id'];
  const timestamp = headers['webhook-timestamp'];
  const signatures = headers['webhook-signature'];
  if (!id || !timestamp || !signatures) {
    throw new SignatureError('webhook-* headers are missing');
  }
  if (!/^\d{1,12}$/.test(timestamp)) {
    throw new SignatureError('webhook-timestamp is not in seconds');
  }
  const age = Math.abs(now.getTime() / 1000 - Number(timestamp));
  if (age > TOLERANCE_SECONDS) {
    throw new SignatureError('webhook-timestamp is too far from now');
  }
  const expected = digest(secret, id, timestamp, body);
  const matches = signatures.split(' ').some(signature => {
    const [version, value = ''] = signature.split(',');
    const given = Buffer.from(value, 'base64');
    return (
      version === 'v1' &&
      given.length === expected.length &&
      timingSafeEqual(given, expected)
    );
  });
  if (!matches) {
    throw new SignatureError('no signature fits');
  }
  return id;
}

/** The three headers for a body that goes out. */
export function sign(id, body, secret, now = new Date()) {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const signature = digest(secret, id, timestamp, body).toString('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
}

function digest(secret, id, timestamp, body) {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return createHmac('sha256', key)
    .update(`${id}.${timestamp}.`)
    .update(body)
    .digest();
}
