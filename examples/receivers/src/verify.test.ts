import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { Webhook } from 'standardwebhooks';

const folder = path.resolve(
  path.dirname(expect.getState().testPath!),
  '..',
  'verify',
);
const VERIFIERS = [
  { file: 'verify.mjs', command: process.execPath, needs: [] },
  { file: 'verify.py', command: 'python3', needs: ['python3'] },
  { file: 'verify.sh', command: 'bash', needs: ['bash', 'openssl', 'od'] },
];

function missing({ needs }: { needs: string[] }): string[] {
  return needs.filter(
    command =>
      spawnSync('/bin/sh', ['-c', `command -v ${command}`]).status !== 0,
  );
}

const runnable = VERIFIERS.filter(verifier => missing(verifier).length === 0);

it('has what each language needs', () => {
  const left = VERIFIERS.filter(verifier => !runnable.includes(verifier));
  for (const verifier of left) {
    process.stderr.write(
      `NOT TRIED: ${verifier.file}, because there is no ${missing(verifier)}\n`,
    );
  }
  const allAreAskedFor = process.env.CALLBOARD_REQUIRE_ALL === '1';
  expect(allAreAskedFor ? left.map(({ file }) => file) : []).toEqual([]);
});

describe.each(runnable)('$file', ({ file, command }) => {
  const newSecret = (bytes: number) =>
    `whsec_${randomBytes(bytes).toString('base64')}`;
  const secret = newSecret(32);
  const id = 'b1f9f3e2-4f43-4ed7-9d1f-0d8a30b0c9a7';
  // Bytes that a shell or a text decoder would change: NUL, newlines, no UTF-8.
  const body = Buffer.from(
    'a\0b\r\n{"type":"booking.started"} é %s \\x41 \n\n',
  );

  // One time for a test: what is signed twice must be signed alike.
  let now: Date;
  beforeEach(() => {
    now = new Date();
  });

  function check(changes: {
    body?: Buffer;
    secret?: string;
    at?: Date;
    timestamp?: string;
    signature?: string;
  }) {
    const { at = now, secret: ours = secret } = changes;
    const { status, stderr } = spawnSync(command, [path.join(folder, file)], {
      input: changes.body ?? body,
      env: {
        PATH: process.env.PATH,
        WEBHOOK_SECRET: ours,
        WEBHOOK_ID: id,
        WEBHOOK_TIMESTAMP:
          changes.timestamp ?? String(Math.floor(at.getTime() / 1000)),
        WEBHOOK_SIGNATURE: changes.signature ?? signed(ours, at),
      },
    });
    return { status, stderr: stderr.toString() };
  }

  function signed(key: string, at = now) {
    return new Webhook(key).sign(id, at, body.toString());
  }

  const genuine = { status: 0, stderr: '' };
  const refused = { status: 1, stderr: '' };

  it('takes what is genuine, with keys of any length', () => {
    expect(check({})).toEqual(genuine);
    for (const bytes of [24, 63, 64, 65, 100]) {
      expect(check({ secret: newSecret(bytes) })).toEqual(genuine);
    }
    expect(check({ secret: secret.slice('whsec_'.length) })).toEqual(genuine);
  });

  it('refuses another body, another secret and an unknown version', () => {
    const other = Buffer.from(body);
    other[other.length - 1] ^= 1;
    expect(check({ body: other })).toEqual(refused);
    expect(check({ body: Buffer.alloc(0) })).toEqual(refused);
    expect(check({ signature: signed(newSecret(32)) })).toEqual(refused);
    expect(check({ signature: signed(secret).replace('v1,', 'v2,') })).toEqual(
      refused,
    );
    expect(check({ signature: 'v1,' })).toEqual(refused);
    expect(check({ signature: 'v1,*' })).toEqual(refused);
  });

  it('refuses what is stale, from the future or no time', () => {
    const away = (seconds: number) => new Date(Date.now() + seconds * 1000);
    expect(check({ at: away(-310) })).toEqual(refused);
    expect(check({ at: away(310) })).toEqual(refused);
    expect(check({ at: away(-240) })).toEqual(genuine);
    for (const timestamp of ['now', '08', '1e9', '-1', 'a[$(exit 0)]']) {
      expect(check({ timestamp })).toEqual(refused);
    }
  });

  it('finds the right one among several signatures', () => {
    const [old, right] = [signed(newSecret(32)), signed(secret)];
    expect(check({ signature: `${old} ${right}` })).toEqual(genuine);
    expect(check({ signature: `v1a,AAAA ${right} ${old}` })).toEqual(genuine);
    expect(check({ signature: `${old} ${old}` })).toEqual(refused);
  });
});
