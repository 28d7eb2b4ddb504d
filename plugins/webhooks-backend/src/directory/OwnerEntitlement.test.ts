import type { PrincipalResolver } from '@callboard/access-principals';
import type { Principal } from '@callboard/access-policy';
import { Sites } from '@callboard/site-directory';
import { CAMPUS, CLOUD } from '../__testUtils__/portal';
import { OwnerEntitlement } from '.';

describe('OwnerEntitlement', () => {
  const owner = (roles: Principal['roles'], claims: string[] = []) => {
    const principals: Pick<PrincipalResolver, 'forUser'> = {
      forUser: async ref => ({ kind: 'user', ref, claims, roles }),
    };
    return OwnerEntitlement.create({
      principals: principals as PrincipalResolver,
      directory: {
        sites: async () =>
          Sites.create([
            { entityRef: CAMPUS, archived: false, admins: ['group:default/a'] },
          ]),
      } as never,
    });
  };
  const about = (...site: string[]) => ({ refs: { site } });

  it.each([
    [
      'a global admin sees everything',
      owner(['global-admin']),
      [about(CLOUD), about()],
      [true, true],
    ],
    [
      'operations see everything',
      owner(['operations']),
      [about(CLOUD)],
      [true],
    ],
    [
      'an auditor has no endpoints',
      owner(['operations', 'auditor']),
      [about(CAMPUS)],
      [false],
    ],
    [
      'a site admin sees their sites only',
      owner(['member'], ['group:default/a']),
      [about(CAMPUS), about(CLOUD), about(CAMPUS, CLOUD), about()],
      [true, false, false, false],
    ],
    ['who has left sees nothing', owner([], []), [about(CAMPUS)], [false]],
  ])('%s', async (_, entitlement, events, expected) => {
    const seen = await Promise.all(
      events.map(event => entitlement.maySee('user:default/x', event)),
    );
    expect(seen).toEqual(expected);
  });
});
