import { redact, redactPath } from './redact';

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl';

describe('redact', () => {
  it.each([
    [{ secret: 'a' }, { secret: '[redacted]' }],
    [{ accessToken: { raw: 'a' } }, { accessToken: '[redacted]' }],
    [
      { headers: { Authorization: 'x', accept: 'y' } },
      { headers: { Authorization: '[redacted]', accept: 'y' } },
    ],
    [{ note: `it is ${JWT}.` }, { note: 'it is [redacted].' }],
    [
      { note: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' },
      { note: '[redacted]' },
    ],
    [
      { error: { message: 'Bearer abcdefghijkl was refused' } },
      { error: { message: '[redacted] was refused' } },
    ],
    [
      { url: 'https://me:letmein@example.com/x' },
      { url: 'https://[redacted]@example.com/x' },
    ],
    // What is about a secret and is none.
    [
      { secretCount: 2, hasToken: true, tokenId: 'a' },
      { secretCount: 2, hasToken: true, tokenId: 'a' },
    ],
    [
      { title: 'The secret garden', gone: undefined },
      { title: 'The secret garden' },
    ],
  ])('makes of %j: %j', (given, expected) => {
    expect(redact(given)).toEqual(expected);
  });

  it('keeps what is left small and storable', () => {
    const deep: any = {};
    let at = deep;
    for (let n = 0; n < 50; n++) {
      at = at.next = {};
    }
    const made = redact({
      text: 'x'.repeat(1_000_000),
      list: Array.from({ length: 5_000 }, (_, n) => n),
      half: 'a\ud800',
      big: 12n,
      deep,
    });
    expect(JSON.stringify(made).length).toBeLessThan(4_000);
    expect(made.list.at(-1)).toBe('… and 4900 more');
    expect(made.half).toBe('a\ufffd');
  });
});

describe('redactPath', () => {
  it.each([
    [
      '/api/x/bookings/6f9619ff-8b86-4d01-b42d-00cf4fc964ff?token=a',
      '/api/x/bookings/6f9619ff-8b86-4d01-b42d-00cf4fc964ff',
    ],
    [
      '/api/x/feeds/Zk3vQ9yR2mT8sL1pXw7uBn4cHd6gJa5e.ics',
      '/api/x/feeds/[redacted]',
    ],
    [
      '/api/x/access-review-changes-of-everybody',
      '/api/x/access-review-changes-of-everybody',
    ],
    ['', ''],
  ])('makes of %p: %p', (url, expected) => {
    expect(redactPath(url)).toBe(expected);
  });
});
