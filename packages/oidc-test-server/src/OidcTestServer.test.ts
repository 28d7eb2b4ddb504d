import { OidcTestServer, TEST_SECRETS } from '.';

describe('OidcTestServer', () => {
  let server: OidcTestServer;
  beforeAll(async () => {
    server = await OidcTestServer.start({
      baseUrl: 'http://localhost:7007',
      people: [{ username: 'jane', password: 'p', groups: ['/members'] }],
    });
  });
  afterAll(() => server.stop());

  const tokenFor = async (client: string, secret: string) => {
    const response = await fetch(
      `${server.issuer}/protocol/openid-connect/token`,
      {
        method: 'POST',
        headers: {
          authorization: `Basic ${btoa(`${client}:${secret}`)}`,
        },
        body: new URLSearchParams({ grant_type: 'client_credentials' }),
      },
    );
    return response.json();
  };

  it('answers discovery with the realm’s addresses', async () => {
    const metadata = await (
      await fetch(`${server.issuer}/.well-known/openid-configuration`)
    ).json();
    const base = `${server.issuer}/protocol/openid-connect`;
    expect(metadata).toMatchObject({
      issuer: server.issuer,
      authorization_endpoint: `${base}/auth`,
      token_endpoint: `${base}/token`,
      end_session_endpoint: `${base}/logout`,
      code_challenge_methods_supported: ['S256'],
    });
  });

  it('shows its directory to the sync client alone', async () => {
    const users = `${server.url}/admin/realms/callboard/users?first=0&max=10`;
    expect((await fetch(users)).status).toBe(401);

    const { access_token: token } = await tokenFor(
      'callboard-sync',
      TEST_SECRETS.sync,
    );
    const response = await fetch(users, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(await response.json()).toMatchObject([
      { username: 'jane', enabled: true },
    ]);

    const refused = await tokenFor('callboard-portal', TEST_SECRETS.portal);
    expect(refused.error).toBeDefined();
    expect(refused.access_token).toBeUndefined();
  });
});
