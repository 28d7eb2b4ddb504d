import { randomBytes } from 'node:crypto';

/** Length-prefixed, as everything in a key. */
export function wireString(value: string | Buffer): Buffer {
  const bytes = Buffer.from(value as string);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** A well-formed Ed25519 key to which nobody has the other half. */
export function anSshKey(comment = 'laptop'): string {
  const blob = Buffer.concat([
    wireString('ssh-ed25519'),
    wireString(randomBytes(32)),
  ]);
  return `ssh-ed25519 ${blob.toString('base64')} ${comment}`;
}
