import { Webhook } from 'standardwebhooks';
import {
  checkLegacySecret,
  createSecret,
  credentialValues,
  redactHeaders,
  redactText,
  SecretBox,
} from '.';

const OLD = 'the-older-key-of-the-operator';
const NEW = 'the-newer-key-of-the-operator';

describe('createSecret', () => {
  it('makes secrets that the Standard Webhooks library takes, never the same', () => {
    const secrets = Array.from({ length: 50 }, createSecret);

    expect(new Set(secrets).size).toBe(50);
    for (const secret of secrets) {
      expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
      expect(() => new Webhook(secret)).not.toThrow();
    }
  });
});

describe('checkLegacySecret', () => {
  it('takes any text of a sensible length', () => {
    expect(() => checkLegacySecret('pässwörd with spaces')).not.toThrow();
    expect(() => checkLegacySecret('')).toThrow('1 to 512');
    expect(() => checkLegacySecret('x'.repeat(513))).toThrow('1 to 512');
  });
});

describe('SecretBox', () => {
  const box = SecretBox.create({ keys: [NEW, OLD] });

  it('opens what it sealed, and shows nothing of it', () => {
    const secret = createSecret();
    const sealed = box.seal(secret, 'endpoint-1');

    expect(box.open(sealed, 'endpoint-1')).toBe(secret);
    expect(box.open(box.seal('', 'x'), 'x')).toBe('');
    expect(box.open(box.seal('ü €', 'x'), 'x')).toBe('ü €');
    expect(sealed).not.toContain(secret.slice(6, 20));
    expect(sealed).not.toBe(box.seal(secret, 'endpoint-1'));
  });

  it('does not open in another place', () => {
    const sealed = box.seal('secret', 'endpoint-1');

    expect(() => box.open(sealed, 'endpoint-2')).toThrow(
      'changed or belongs somewhere else',
    );
  });

  it('does not open what was changed, anywhere', () => {
    const sealed = box.seal('secret', 'endpoint-1');

    const [, , content] = sealed.split('.');
    const bytes = Buffer.from(content, 'base64url');
    for (let index = 0; index < bytes.length; index++) {
      const changed = Buffer.from(bytes);
      changed[index] = 255 - changed[index];
      const text = sealed.replace(content, changed.toString('base64url'));
      expect(() => box.open(text, 'endpoint-1')).toThrow('changed or belongs');
    }
    expect(() => box.open(sealed.replace('v1', 'v2'), 'endpoint-1')).toThrow(
      'not a sealed text',
    );
    expect(() => box.open('', 'endpoint-1')).toThrow('not a sealed text');
    expect(() => box.open('plain', 'endpoint-1')).toThrow('not a sealed text');
    expect(() => box.open(sealed.slice(0, 20), 'endpoint-1')).toThrow(
      'not a sealed text',
    );
  });

  it('opens what an older key sealed until that key is taken away', () => {
    const sealed = SecretBox.create({ keys: [OLD] }).seal('secret', 'e');

    expect(box.open(sealed, 'e')).toBe('secret');
    expect(
      SecretBox.create({ keys: [OLD, NEW] }).open(box.seal('x', 'e'), 'e'),
    ).toBe('x');
    expect(() => SecretBox.create({ keys: [NEW] }).open(sealed, 'e')).toThrow(
      'not in callboard.webhooks.secretKeys any more',
    );
  });

  it('does without no key and without a short one, and does not repeat it', () => {
    expect(() => SecretBox.create({ keys: [] })).toThrow('must list a key');
    expect(() => SecretBox.create({ keys: [NEW, 'hunter2'] })).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(/^(?!.*hunter2).*shorter than 16/),
      }),
    );
  });
});

describe('redactHeaders', () => {
  it('hides signatures, credentials and cookies by name', () => {
    expect(
      redactHeaders({
        'webhook-id': '5b3a2f44-9a0c-4a8e-8c1e-0a8f1f0f2f55',
        'webhook-timestamp': '1700000000',
        'webhook-signature': 'v1,abc=',
        'X-Webhook-Signature': 'abc=',
        Authorization: 'Basic eDp5',
        'proxy-authorization': 'x',
        Cookie: 'a=b',
        'set-cookie': 'a=b',
        'X-Api-Key': 'x',
        'X-Auth-Token': 'x',
        'X-Vault-Secret': 'x',
        'www-authenticate': 'Basic',
        'content-type': 'application/json',
        etag: '"33a64df551425fcc55e4d42a148795d9f25f89d4"',
      }),
    ).toEqual({
      'webhook-id': '5b3a2f44-9a0c-4a8e-8c1e-0a8f1f0f2f55',
      'webhook-timestamp': '1700000000',
      'webhook-signature': '•••',
      'X-Webhook-Signature': '•••',
      Authorization: '•••',
      'proxy-authorization': '•••',
      Cookie: '•••',
      'set-cookie': '•••',
      'X-Api-Key': '•••',
      'X-Auth-Token': '•••',
      'X-Vault-Secret': '•••',
      'www-authenticate': '•••',
      'content-type': 'application/json',
      etag: '"33a64df551425fcc55e4d42a148795d9f25f89d4"',
    });
  });

  it.each([
    'Bearer abc',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.sig',
    'whsec_abc',
    'ghp_16C7e42F292c6912E7',
    'xoxb-1-2',
    'https://user:pass@example.com/',
    '8f14e45fceea167a5a36dedd4bea2543',
    'key=Zm9vYmFyYmF6cXV4MTIz',
  ])('hides %p in a custom header, whatever its name', value => {
    const custom = { 'X-Room': value };

    expect(redactHeaders({ 'x-room': value }, custom)).toEqual({
      'x-room': '•••',
    });
    expect(credentialValues(custom)).toEqual([value]);
  });

  it.each(['staging', 'room 101', 'eu-central-1', 'true', 'Hello, receiver!'])(
    'shows %p in a custom header',
    value => {
      const custom = { 'X-Room': value };

      expect(redactHeaders(custom, custom)).toEqual(custom);
      expect(credentialValues(custom)).toEqual([]);
    },
  );
});

describe('redactText', () => {
  it('hides what a receiver echoes, with and without its scheme', () => {
    const secrets = ['Bearer s3cr3t-token', 'abc', 'whsec_MfKQ9r8G'];

    expect(
      redactText(
        '{"auth":"Bearer s3cr3t-token","token":"s3cr3t-token","w":"whsec_MfKQ9r8G","abc":1}',
        secrets,
      ),
    ).toBe('{"auth":"•••","token":"•••","w":"•••","abc":1}');
  });
});
