import { createHmac } from 'node:crypto';

const PREFIX = 'whsec_';

/**
 * Signature headers of Standard Webhooks: `v1,` and the base64 HMAC-SHA256 of
 * `id.timestamp.body` for each secret, so that during a rotation a receiver
 * verifies with the old one or the new one.
 *
 * @see https://www.standardwebhooks.com
 */
export function signStandard(
  secrets: string[],
  message: { id: string; at: Date; body: string },
): Record<string, string> {
  const timestamp = String(Math.floor(message.at.getTime() / 1000));
  const signed = `${message.id}.${timestamp}.${message.body}`;
  return {
    'webhook-id': message.id,
    'webhook-timestamp': timestamp,
    'webhook-signature': secrets
      .map(secret => `v1,${hmac(keyOf(secret), signed)}`)
      .join(' '),
  };
}

/**
 * The older service's signature: base64 HMAC-SHA256 of the raw body, keyed with
 * the UTF-8 bytes of the whole secret string, `whsec_` included. It has room
 * for one signature only, so during a rotation it is the new secret's.
 */
export function signLegacy(
  [secret]: string[],
  body: string,
): Record<string, string> {
  return {
    'x-webhook-signature': hmac(Buffer.from(secret, 'utf8'), body),
  };
}

/** What a secret signs with; one that was taken over from elsewhere is its own bytes. */
export function keyOf(secret: string): Buffer {
  return secret.startsWith(PREFIX)
    ? Buffer.from(secret.slice(PREFIX.length), 'base64')
    : Buffer.from(secret, 'utf8');
}

function hmac(key: Buffer, text: string): string {
  return createHmac('sha256', key).update(text, 'utf8').digest('base64');
}
