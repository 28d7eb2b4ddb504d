import { ResponseError } from '@backstage/errors';
import { RefreshingIdentity, Session } from './RefreshingIdentity';
import italian from './translations/it';
import { messages } from './translations/messages';

const over = {
  backstageIdentity: { token: 'header.e30.signature' },
} as unknown as Session;

async function refusal(status: number): Promise<Error> {
  return ResponseError.fromResponse({
    ok: false,
    status,
    statusText: 'No',
    headers: new Headers(),
    text: async () => 'no',
  } as Response & { ok: false });
}

async function end(error: Error) {
  const onEnd = jest.fn();
  const identity = RefreshingIdentity.create({
    session: over,
    renew: jest.fn().mockRejectedValue(error),
    signOut: async () => {},
    onEnd,
  });
  await expect(identity.getCredentials()).rejects.toThrow();
  return onEnd.mock.calls.length;
}

describe('RefreshingIdentity', () => {
  it('says that the session is over where a renewal is refused', async () => {
    expect(await end(await refusal(401))).toBe(1);
  });

  it('does not take a failure, or too many at once, for the end', async () => {
    expect(await end(await refusal(503))).toBe(0);
    expect(await end(await refusal(429))).toBe(0);
    expect(await end(new TypeError('Failed to fetch'))).toBe(0);
  });
});

it('says everything in Italian, too', () => {
  expect(Object.keys(italian).sort()).toEqual(Object.keys(messages).sort());
});
