import { redact, redactValue } from './redact';

const CANARY = 'c4n4ry-Zx81/+=';

describe('redact', () => {
  it.each([
    `password=${CANARY}`,
    `"masterPassword": "${CANARY}"`,
    `'auth_token': '${CANARY}'`,
    `passwd: ${CANARY}, next`,
    `secretAccessKey=${CANARY}`,
    `SecretString: "${CANARY} with spaces"`,
    `X-Amz-Security-Token=${CANARY}&x=1`,
    `X-Amz-Signature=${CANARY}`,
    `Authorization: Bearer ${CANARY}aaaaaaaa`,
    `postgres://admin:${CANARY.replace('/', '')}@db.example:5432/x`,
    `-----BEGIN RSA PRIVATE KEY-----\n${CANARY}\n-----END RSA PRIVATE KEY-----`,
    `-----BEGIN PRIVATE KEY-----\n${CANARY}`,
  ])('takes the secret out of %j', text => {
    expect(redact(text)).not.toContain('c4n4ry');
    expect(redact(text)).toContain('[hidden]');
  });

  it('takes out keys and tokens by their look', () => {
    expect(redact('used AKIAIOSFODNN7EXAMPLE here')).toBe('used [hidden] here');
    const token = `eyJ${'a'.repeat(20)}.${'b'.repeat(20)}.sig`;
    expect(redact(`got ${token}`)).toBe('got [hidden]');
  });

  it.each([
    'create failed: InvalidParameterValue: storage is too small',
    'arn:aws:secretsmanager:eu-west-1:123456789012:secret:rds!db-1a2b',
    'the secret rds!db-1a2b is rotating',
    'orders-db.abc.eu-west-1.rds.amazonaws.com:5432',
  ])('leaves %j', text => {
    expect(redact(text)).toBe(text);
  });

  it('cuts what is too long, after hiding', () => {
    const long = redact(`${'x'.repeat(990)} password=${CANARY}`);
    expect(long).not.toContain('c4n4ry');
    expect(redact('x'.repeat(5_000))).toHaveLength(1_001);
  });

  it('keeps a value whole, unless it is enormous', () => {
    expect(redactValue('x'.repeat(16_384))).toHaveLength(16_384);
    expect(redactValue('x'.repeat(16_385))).toBe('[16385 characters]');
    expect(redactValue(`password=${CANARY}`)).toBe('password=[hidden]');
  });

  it('takes no longer for hostile text', () => {
    // Of this process: others may be busy, too.
    const before = process.cpuUsage();
    for (const part of ['password', 'eyJ', 'a://', '"\\', 'secret:', ' ']) {
      redact(part.repeat(100_000));
      redactValue(part.repeat(2_000));
    }
    const { user } = process.cpuUsage(before);
    expect(user / 1_000).toBeLessThan(2_000);
  });
});
