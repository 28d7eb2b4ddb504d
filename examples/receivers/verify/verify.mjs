#!/usr/bin/env node
// Is this delivery from the portal, and from now? Exit status 0 says yes.
//
//   WEBHOOK_SECRET=whsec_… WEBHOOK_ID=… WEBHOOK_TIMESTAMP=… \
//   WEBHOOK_SIGNATURE='v1,… v1,…' node verify.mjs < body
import { createHmac, timingSafeEqual } from 'node:crypto';

const TOLERANCE_SECONDS = 300;

export function verify({ secret, id, timestamp, signatures }, body) {
  if (!secret || !id || !/^\d{1,12}$/.test(timestamp)) {
    return false;
  }
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) {
    return false;
  }
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key)
    .update(`${id}.${timestamp}.`)
    .update(body) // the bytes as they came, not parsed and printed again
    .digest();
  // Several while a secret is being rotated, separated by spaces.
  return signatures.split(' ').some(signature => {
    const [version, value = ''] = signature.split(',');
    const given = Buffer.from(value, 'base64');
    return (
      version === 'v1' &&
      given.length === expected.length &&
      timingSafeEqual(given, expected)
    );
  });
}

const chunks = [];
for await (const chunk of process.stdin) {
  chunks.push(chunk);
}
const { env } = process;
const genuine = verify(
  {
    secret: env.WEBHOOK_SECRET,
    id: env.WEBHOOK_ID,
    timestamp: env.WEBHOOK_TIMESTAMP,
    signatures: env.WEBHOOK_SIGNATURE ?? '',
  },
  Buffer.concat(chunks),
);
process.exitCode = genuine ? 0 : 1;
