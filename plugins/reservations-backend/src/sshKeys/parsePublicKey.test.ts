import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { wireString } from '../__testUtils__/sshKeys';
import { PublicKeyProblem } from './KeyReader';
import { parsePublicKey } from './parsePublicKey';
import { sampleKeys } from '../__testUtils__/sampleKeys';

const [ed25519] = sampleKeys;
const [, ed25519Base64] = ed25519.line.split(' ');
const hasKeygen = (() => {
  try {
    execFileSync('ssh-keygen', ['-?'], { stdio: 'ignore' });
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
})();

function key(type: string, ...parts: (string | Buffer)[]): string {
  const blob = Buffer.concat([type, ...parts].map(wireString));
  return `${type} ${blob.toString('base64')}`;
}

function problemOf(text: string): string {
  try {
    parsePublicKey(text);
  } catch (error) {
    if (error instanceof PublicKeyProblem) {
      return error.message;
    }
    throw error;
  }
  return 'none';
}

it.each(sampleKeys)('takes a key of type $type', sample => {
  expect(parsePublicKey(`  ${sample.line}\n`)).toEqual({
    type: sample.type,
    line: sample.line,
    comment: 'somebody@laptop',
    fingerprint: sample.fingerprint,
  });
});

it('says of freshly made keys what ssh-keygen says', () => {
  const kinds = hasKeygen
    ? [
        ['ed25519'],
        ['ecdsa', '-b', '256'],
        ['ecdsa', '-b', '384'],
        ['ecdsa', '-b', '521'],
        ['rsa', '-b', '2048'],
      ]
    : [];
  const folder = mkdtempSync(path.join(os.tmpdir(), 'callboard-keys-'));
  try {
    kinds.forEach(([type, ...more], index) => {
      const file = path.join(folder, `key-${index}`);
      execFileSync('ssh-keygen', [
        ...['-q', '-N', '', '-C', 'a comment', '-f', file, '-t', type],
        ...more,
      ]);
      const listed = execFileSync('ssh-keygen', ['-l', '-f', `${file}.pub`]);
      const { fingerprint, comment } = parsePublicKey(
        readFileSync(`${file}.pub`, 'utf8'),
      );
      expect(listed.toString()).toContain(`${fingerprint} ${comment} (`);
      expect(problemOf(readFileSync(file, 'utf8'))).toMatch(/private key/);
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const zeros = (count: number) => Buffer.alloc(count);
const odd = (bits: number) =>
  Buffer.concat([
    zeros(bits % 8 === 0 ? 1 : 0),
    Buffer.from([(2 ** (((bits - 1) % 8) + 1) - 1) & 0xff]),
    Buffer.alloc(Math.ceil(bits / 8) - 1, 0xff),
  ]);
const three = Buffer.from([3]);

it.each([
  ['nothing', ' ', /not an SSH public key/],
  ['garbage', 'hello there', /not an SSH public key/],
  ['options', `command="reboot" ${ed25519.line}`, /without options/],
  ['options of another kind', `no-pty ${ed25519.line}`, /without options/],
  ['two keys', `${ed25519.line}\n${ed25519.line}`, /one line/],
  ['a carriage return', `${ed25519.line}\rssh-rsa`, /one line/],
  ['a control character', `${ed25519.line}\u0007`, /control/],
  ['a NUL', `${ed25519.line}\u0000x`, /control/],
  [
    'an encrypted private key',
    '-----BEGIN ENCRYPTED PRIVATE KEY-----',
    /private/,
  ],
  ['a PuTTY key', 'PuTTY-User-Key-File-3: ssh-ed25519', /private/],
  ['a PEM public key', '-----BEGIN PUBLIC KEY-----\nAA==', /form of OpenSSH/],
  ['DSA', 'ssh-dss AAAAB3NzaC1kc3M=', /DSA/],
  ['a certificate', `ssh-ed25519-cert-v01@openssh.com AAAA`, /certificate/],
  ['no base64', 'ssh-ed25519 ???', /base64/],
  ['only a type', 'ssh-ed25519', /base64/],
  ['half a key', `ssh-ed25519 ${ed25519Base64.slice(0, 40)}`, /damaged/],
  ['another type inside', `ssh-rsa ${ed25519Base64}`, /another kind/],
  ['an object’s property', `constructor ${ed25519Base64}`, /not an SSH/],
  ['a short Ed25519', key('ssh-ed25519', zeros(31)), /damaged/],
  ['bytes after the key', key('ssh-ed25519', zeros(32), 'x'), /damaged/],
  ['RSA of 2047 bits', key('ssh-rsa', three, odd(2047)), /2047 bits/],
  ['RSA of 16385 bits', key('ssh-rsa', three, odd(16385)), /16385 bits/],
  [
    'an even RSA modulus',
    key('ssh-rsa', three, Buffer.alloc(256, 0x7e)),
    /damaged/,
  ],
  [
    'an RSA exponent of 1',
    key('ssh-rsa', Buffer.from([1]), odd(2048)),
    /damaged/,
  ],
  [
    'a negative modulus',
    key('ssh-rsa', three, Buffer.alloc(256, 0xff)),
    /damaged/,
  ],
  [
    'a point that is not on its curve',
    key(
      'ecdsa-sha2-nistp256',
      'nistp256',
      Buffer.from([4, ...Array(64).fill(7)]),
    ),
    /damaged/,
  ],
  [
    'another curve inside',
    key(
      'ecdsa-sha2-nistp256',
      'nistp384',
      Buffer.from([4, ...Array(96).fill(7)]),
    ),
    /damaged/,
  ],
  [
    'a security key without its application',
    key('sk-ssh-ed25519@openssh.com', zeros(32)),
    /damaged/,
  ],
])('refuses %s', (_, text, message) => {
  expect(problemOf(text)).toMatch(message);
});

it('takes RSA of 2048 bits', () => {
  expect(problemOf(key('ssh-rsa', three, odd(2048)))).toBe('none');
});

it('passes on one clean line of whatever it takes', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }).map(text => `${ed25519.line} ${text}`),
        fc.string().map(text => `${ed25519.line} ${text}`),
      ),
      text => {
        fc.pre(problemOf(text) === 'none');
        const { line, type, fingerprint } = parsePublicKey(text);
        expect(line.startsWith(`${type} `)).toBe(true);
        expect(line).not.toMatch(/[\r\n\0]/);
        expect(parsePublicKey(line).fingerprint).toBe(fingerprint);
      },
    ),
  );
});

it('says what is wrong with whatever else comes, and does nothing worse', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc
          .uint8Array({ maxLength: 80 })
          .map(bytes => `ssh-ed25519 ${Buffer.from(bytes).toString('base64')}`),
        fc
          .uint8Array({ maxLength: 80 })
          .map(bytes => key('ssh-rsa', Buffer.from(bytes), Buffer.from(bytes))),
      ),
      text => {
        expect(problemOf(text)).not.toBe('none');
      },
    ),
  );
});
