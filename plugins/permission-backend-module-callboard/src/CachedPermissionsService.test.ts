import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  createPermission,
  QueryPermissionRequest,
} from '@backstage/plugin-permission-common';
import { CachedPermissionsService } from './CachedPermissionsService';

const { ALLOW, DENY } = AuthorizeResult;

function query(name: string): QueryPermissionRequest {
  return {
    permission: createPermission({
      name,
      attributes: {},
      resourceType: 'thing',
    }),
  };
}

function setup() {
  const clock = { ms: 0 };
  const denied = new Set<string>();
  const authorizeConditional = jest.fn(
    async (requests: QueryPermissionRequest[]) =>
      requests.map(({ permission }) => ({
        result: denied.has(permission.name) ? DENY : ALLOW,
      })),
  );
  const inner = mockServices.permissions.mock({ authorizeConditional });
  const service = CachedPermissionsService.create({
    inner,
    auth: mockServices.auth(),
    now: () => clock.ms,
  });
  return { clock, denied, inner, service, authorizeConditional };
}

function as(ref: string) {
  return { credentials: mockCredentials.user(ref) };
}

describe('CachedPermissionsService', () => {
  it('asks once for many who ask the same at once', async () => {
    const { service, authorizeConditional } = setup();
    const asked = Array.from({ length: 20 }, () =>
      service.authorizeConditional([query('a')], as('user:default/one')),
    );
    expect(await Promise.all(asked)).toEqual(
      Array(20).fill([{ result: ALLOW }]),
    );
    expect(authorizeConditional).toHaveBeenCalledTimes(1);
  });

  it('asks for all that it does not know in one call, and keeps their order', async () => {
    const { service, denied, authorizeConditional } = setup();
    denied.add('b').add('d');
    const one = as('user:default/one');
    await service.authorizeConditional([query('b')], one);
    const queries = ['a', 'b', 'c', 'd', 'a'].map(query);
    const answers = await service.authorizeConditional(queries, one);
    expect(answers.map(({ result }) => result)).toEqual([
      ALLOW,
      DENY,
      ALLOW,
      DENY,
      ALLOW,
    ]);
    const [requests] = authorizeConditional.mock.calls[1];
    expect(requests.map(({ permission }) => permission.name)).toEqual([
      'a',
      'c',
      'd',
    ]);
    expect(authorizeConditional).toHaveBeenCalledTimes(2);
  });

  it('forgets a decision after 5 s', async () => {
    const { service, denied, clock } = setup();
    const ask = () =>
      service.authorizeConditional([query('a')], as('user:default/one'));
    expect(await ask()).toEqual([{ result: ALLOW }]);
    denied.add('a');
    clock.ms = 4_999;
    expect(await ask()).toEqual([{ result: ALLOW }]);
    clock.ms = 5_000;
    expect(await ask()).toEqual([{ result: DENY }]);
  });

  it('answers credentials that were kept as JSON meanwhile', async () => {
    const { service, authorizeConditional } = setup();
    const { credentials } = as('user:default/one');
    const fresh = { ...credentials, expiresAt: new Date(1_000) };
    const kept = { ...credentials, expiresAt: fresh.expiresAt.toJSON() };
    for (const each of [fresh, kept as unknown as typeof fresh]) {
      expect(
        await service.authorizeConditional([query('a')], { credentials: each }),
      ).toEqual([{ result: ALLOW }]);
    }
    expect(authorizeConditional).toHaveBeenCalledTimes(1);
  });

  it('keeps users, their tokens and who acts for them apart', async () => {
    const { service, authorizeConditional } = setup();
    const one = mockCredentials.user('user:default/one');
    const askers = [
      one,
      { ...one, expiresAt: new Date(1_000) },
      { ...one, expiresAt: new Date(2_000) },
      mockCredentials.user('user:default/one', {
        actor: { subject: 'plugin:scaffolder' },
      }),
      mockCredentials.user('user:default/two'),
    ];
    for (const credentials of [...askers, ...askers]) {
      await service.authorizeConditional([query('a')], { credentials });
    }
    expect(authorizeConditional).toHaveBeenCalledTimes(askers.length);
  });

  it('keeps neither failures nor answers to services nor yes and no about one thing', async () => {
    const { service, inner, authorizeConditional } = setup();
    const one = as('user:default/one');
    authorizeConditional.mockRejectedValueOnce(new Error('down'));
    await expect(
      service.authorizeConditional([query('a'), query('b')], one),
    ).rejects.toThrow('down');
    expect(await service.authorizeConditional([query('a')], one)).toEqual([
      { result: ALLOW },
    ]);
    expect(authorizeConditional).toHaveBeenCalledTimes(2);

    const ci = { credentials: mockCredentials.service('external:ci') };
    await service.authorizeConditional([query('a')], ci);
    await service.authorizeConditional([query('a')], ci);
    expect(authorizeConditional).toHaveBeenCalledTimes(4);

    inner.authorize.mockResolvedValue([{ result: ALLOW }]);
    const about = [{ ...query('a'), resourceRef: 'x' }];
    await service.authorize(about, one);
    await service.authorize(about, one);
    expect(inner.authorize).toHaveBeenCalledTimes(2);
  });
});
