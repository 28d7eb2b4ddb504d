import { classifyRefusal, takeRefusal } from './refusals';

const HERE = 'https://portal.example.com/catalog?filters=x';

describe('refusals', () => {
  it('are recognised by what the backend says', () => {
    const known = (message: string) => classifyRefusal(message);
    expect(
      known('The account jane is not known to this portal. If it is new, …'),
    ).toBe('unknown');
    expect(known('Signing in … the identity provider does not answer')).toBe(
      'unavailable',
    );
    expect(known('JWT expired, now 1, exp 0')).toBe('clock');
    expect(known('Call this number: 555')).toBe('other');
  });

  it('are taken out of the address, and nothing else is', () => {
    expect(takeRefusal(`${HERE}&error=nonce+mismatch#top`)).toEqual({
      refusal: 'other',
      url: `${HERE}#top`,
    });
    expect(takeRefusal(HERE)).toEqual({ url: HERE });
  });
});
