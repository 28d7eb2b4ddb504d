import { Session } from './RefreshingIdentity';
import { createSavedPersona } from './savedPersona';
import { signInAsPersona } from './signInAsPersona';

const HOUR = 3_600_000;

function sessionUntil(expiry: number, label: string): Session {
  const payload = btoa(JSON.stringify({ exp: expiry / 1000, label }));
  return {
    profile: { displayName: 'Researcher' },
    backstageIdentity: {
      token: `header.${payload}.signature`,
      identity: {
        type: 'user',
        userEntityRef: 'user:default/researcher',
        ownershipEntityRefs: ['user:default/researcher'],
      },
    },
  };
}

function setUp() {
  const clock = { now: 0 };
  let issued = 0;
  const client = {
    signIn: jest.fn(async (_ref: string) => {
      issued += 1;
      return sessionUntil(clock.now + HOUR, `token ${issued}`);
    }),
  };
  const saved = createSavedPersona(window.localStorage);
  const signIn = () =>
    signInAsPersona('user:default/researcher', {
      client,
      saved,
      now: () => clock.now,
    });
  return { clock, client, saved, signIn };
}

describe('signInAsPersona', () => {
  beforeEach(() => window.localStorage.clear());

  it('remembers the person until they sign out', async () => {
    const { saved, signIn } = setUp();
    const identity = await signIn();
    expect(saved.get()).toBe('user:default/researcher');

    await identity.signOut();
    expect(saved.get()).toBeUndefined();
  });

  it('does not remember a person whose sign-in was refused', async () => {
    const { client, saved, signIn } = setUp();
    client.signIn.mockRejectedValue(new Error('no such person'));

    await expect(signIn()).rejects.toThrow('no such person');
    expect(saved.get()).toBeUndefined();
  });

  it('keeps its token until five minutes before the end', async () => {
    const { clock, client, signIn } = setUp();
    const identity = await signIn();
    const { token } = await identity.getCredentials();

    clock.now = HOUR - 5 * 60_000 - 1;
    expect(await identity.getCredentials()).toEqual({ token });
    expect(client.signIn).toHaveBeenCalledTimes(1);

    clock.now += 1;
    expect(await identity.getCredentials()).not.toEqual({ token });
    expect(client.signIn).toHaveBeenCalledTimes(2);
  });

  it('renews once for all who ask at the same time', async () => {
    const { clock, client, signIn } = setUp();
    const identity = await signIn();
    clock.now = HOUR;

    const answers = await Promise.all([
      identity.getCredentials(),
      identity.getCredentials(),
      identity.getBackstageIdentity(),
    ]);

    expect(answers[0]).toEqual(answers[1]);
    expect(client.signIn).toHaveBeenCalledTimes(2);
  });

  it('lives with a failed renewal while the token holds, and not longer', async () => {
    const { clock, client, signIn } = setUp();
    const identity = await signIn();
    const { token } = await identity.getCredentials();
    client.signIn.mockRejectedValue(new Error('backend away'));

    clock.now = HOUR - 1;
    expect(await identity.getCredentials()).toEqual({ token });

    clock.now = HOUR;
    await expect(identity.getCredentials()).rejects.toThrow('backend away');
  });
});
