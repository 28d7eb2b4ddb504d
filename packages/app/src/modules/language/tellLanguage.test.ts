import { tellLanguage } from './tellLanguage';

function setup(respond: () => Promise<Response>) {
  const kept = new Map<string, string>();
  const fetch = jest.fn<Promise<Response>, [string, RequestInit]>(respond);
  const tell = (language: string, userEntityRef = 'user:default/researcher') =>
    tellLanguage(language, {
      discovery: { getBaseUrl: async id => `https://portal.example/api/${id}` },
      fetchApi: { fetch: fetch as unknown as typeof globalThis.fetch },
      identity: {
        getBackstageIdentity: async () => ({
          type: 'user',
          userEntityRef,
          ownershipEntityRefs: [],
        }),
        getProfileInfo: async () => ({}),
        getCredentials: async () => ({}),
        signOut: async () => {},
      },
      storage: {
        getItem: key => kept.get(key) ?? null,
        setItem: (key, value) => {
          kept.set(key, value);
        },
      },
    });
  return { fetch, tell };
}

const answer = (ok: boolean) => async () => ({ ok }) as Response;

describe('tellLanguage', () => {
  it('says it once, and again when it or the person is another', async () => {
    const { fetch, tell } = setup(answer(true));
    await tell('it');
    await tell('it');
    expect(fetch.mock.calls).toEqual([
      [
        'https://portal.example/api/notifications/callboard/language',
        expect.objectContaining({ method: 'PUT', body: '{"language":"it"}' }),
      ],
    ]);
    await tell('en');
    await tell('en', 'user:default/student');
    expect(fetch).toHaveBeenCalledTimes(3);
  });

  it.each([
    ['a portal has nowhere to say it', answer(false)],
    [
      'the portal does not answer',
      async () => {
        throw new TypeError('Failed to fetch');
      },
    ],
  ])('goes on where %s, and tries again later', async (_, respond) => {
    const { fetch, tell } = setup(respond);
    await tell('it');
    await tell('it');
    expect(fetch).toHaveBeenCalledTimes(2);
  });
});
