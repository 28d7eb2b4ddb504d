import { createHash, createPublicKey } from 'node:crypto';
import { broken, KeyReader, PublicKeyProblem } from './KeyReader';

/*
 * A public key as OpenSSH writes it is one line: type, base64, comment. The
 * base64 is the key on the wire (RFC 4253 section 6.6, RFC 5656, RFC 8709, and
 * OpenSSH's PROTOCOL.u2f): length-prefixed strings, the first of which is the
 * type again. The line will stand in `authorized_keys` of machines that we do
 * not know, so nothing is passed on that is not exactly such a line: no options
 * before the type (`command=…` would run there), no second line, no bytes after
 * the key, no point that is not on its curve.
 */

export interface PublicKey {
  type: string;
  /** The line, with single spaces. */
  line: string;
  comment?: string;
  /** As `ssh-keygen -l` prints it: `SHA256:` and base64 without padding. */
  fingerprint: string;
}

const MIN_RSA_BITS = 2048;
const MAX_RSA_BITS = 16384;
const CURVES = {
  nistp256: { crv: 'P-256', bytes: 32 },
  nistp384: { crv: 'P-384', bytes: 48 },
  nistp521: { crv: 'P-521', bytes: 66 },
} as const;

type CurveName = keyof typeof CURVES;
type Check = (wire: KeyReader) => void;

const checks: Record<string, Check> = {
  'ssh-ed25519': checkEd25519,
  'ssh-rsa': checkRsa,
  'ecdsa-sha2-nistp256': wire => checkEcdsa(wire, 'nistp256'),
  'ecdsa-sha2-nistp384': wire => checkEcdsa(wire, 'nistp384'),
  'ecdsa-sha2-nistp521': wire => checkEcdsa(wire, 'nistp521'),
  'sk-ssh-ed25519@openssh.com': wire => {
    checkEd25519(wire);
    checkApplication(wire);
  },
  'sk-ecdsa-sha2-nistp256@openssh.com': wire => {
    checkEcdsa(wire, 'nistp256');
    checkApplication(wire);
  },
};

/** @throws {PublicKeyProblem} saying what is wrong */
export function parsePublicKey(text: string): PublicKey {
  const line = text.trim();
  refuseOtherThings(line);
  const [type, base64 = '', ...rest] = line.split(/[ \t]+/);
  const check = Object.hasOwn(checks, type) ? checks[type] : undefined;
  if (!check) {
    throw new PublicKeyProblem(describeUnknownType(type, line));
  }
  const blob = Buffer.from(base64, 'base64');
  if (base64 === '' || blob.toString('base64') !== base64) {
    throw new PublicKeyProblem(
      'is not complete: the part after its type is not base64',
    );
  }
  const wire = new KeyReader(blob);
  if (wire.text() !== type) {
    throw new PublicKeyProblem(`says ${type} and holds another kind of key`);
  }
  check(wire);
  wire.end();
  const comment = rest.join(' ') || undefined;
  return {
    type,
    line: [type, base64, ...(comment ? [comment] : [])].join(' '),
    comment,
    fingerprint: fingerprintOf(blob),
  };
}

function refuseOtherThings(line: string): void {
  if (/-----BEGIN|PRIVATE KEY|^PuTTY-User-Key-File/i.test(line)) {
    throw new PublicKeyProblem(
      /PRIVATE|PuTTY-User-Key-File/i.test(line)
        ? 'is a private key, which nobody else should ever see: paste the .pub file'
        : 'must be in the form of OpenSSH: one line, as in the .pub file',
    );
  }
  if (/[\r\n]/.test(line)) {
    throw new PublicKeyProblem('must be one line: add one key at a time');
  }
  if (/[^\P{Cc}\t]|[\u2028\u2029]/u.test(line)) {
    throw new PublicKeyProblem('must not contain control characters');
  }
}

function describeUnknownType(type: string, line: string): string {
  if (type === 'ssh-dss') {
    return 'is a DSA key, which is no longer safe: make an Ed25519 key';
  }
  if (/-cert-v0\d@openssh\.com$/.test(type)) {
    return 'is a certificate: paste the public key itself';
  }
  const known = Object.keys(checks).some(name => line.includes(`${name} `));
  return known
    ? 'must begin with its type, without options before it'
    : 'is not an SSH public key: it begins with ssh-ed25519, ecdsa-sha2-…, ssh-rsa or sk-…';
}

export function fingerprintOf(blob: Buffer): string {
  const digest = createHash('sha256').update(blob).digest('base64');
  return `SHA256:${digest.replace(/=+$/, '')}`;
}

function checkEd25519(wire: KeyReader): void {
  if (wire.string().length !== 32) {
    throw broken();
  }
}

function checkRsa(wire: KeyReader): void {
  const exponent = wire.integer();
  const modulus = wire.integer();
  if (exponent < 3n || exponent % 2n === 0n || modulus % 2n === 0n) {
    throw broken();
  }
  const bits = modulus.toString(2).length;
  if (bits < MIN_RSA_BITS) {
    throw new PublicKeyProblem(
      `is an RSA key of ${bits} bits; ${MIN_RSA_BITS} is the least that is safe`,
    );
  }
  if (bits > MAX_RSA_BITS) {
    throw new PublicKeyProblem(
      `is an RSA key of ${bits} bits; ${MAX_RSA_BITS} is the most that is taken`,
    );
  }
}

function checkEcdsa(wire: KeyReader, curve: CurveName): void {
  if (wire.text() !== curve) {
    throw broken();
  }
  const { crv, bytes } = CURVES[curve];
  const point = wire.string();
  if (point.length !== 1 + 2 * bytes || point[0] !== 4) {
    throw broken();
  }
  const [x, y] = [point.subarray(1, 1 + bytes), point.subarray(1 + bytes)];
  try {
    createPublicKey({
      format: 'jwk',
      key: {
        kty: 'EC',
        crv,
        x: x.toString('base64url'),
        y: y.toString('base64url'),
      },
    });
  } catch {
    throw broken();
  }
}

/** What a security key was made for; `ssh:` and perhaps more. */
function checkApplication(wire: KeyReader): void {
  if (!/^ssh:[\x21-\x7e]*$/.test(wire.text())) {
    throw broken();
  }
}
