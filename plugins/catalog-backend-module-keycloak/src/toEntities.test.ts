import { Entity } from '@backstage/catalog-model';
import fc from 'fast-check';
import { toEntityName, uniqueNames } from './names';
import { toEntities } from './toEntities';
import { KeycloakGroup, KeycloakUser } from './types';

const source = { baseUrl: 'https://login.example.com', realm: 'callboard' };

function user(username: string, more: Partial<KeycloakUser> = {}) {
  return { id: `id of ${username}`, username, enabled: true, ...more };
}

function group(path: string, more: Partial<KeycloakGroup> = {}) {
  const name = path.split('/').at(-1)!;
  return { id: `id of ${path}`, name, path, members: [], ...more };
}

function convert(users: KeycloakUser[], groups: KeycloakGroup[] = []) {
  const { entities, ambiguous } = toEntities({ users, groups }, source);
  const ref = ({ kind, metadata }: Entity) =>
    `${kind}:${metadata.namespace}/${metadata.name}`.toLocaleLowerCase('en-US');
  return {
    ambiguous,
    byRef: Object.fromEntries(entities.map(e => [ref(e), e])),
  };
}

describe('people', () => {
  it('are known by their id, and by an address that was verified', () => {
    const { byRef } = convert([
      user('jane', { email: 'j@example.com', emailVerified: true }),
      user('joe', { email: 'boss@example.com', firstName: 'Joe' }),
    ]);
    expect(byRef['user:default/jane']).toMatchObject({
      metadata: { annotations: { 'keycloak.org/id': 'id of jane' } },
      spec: { profile: { displayName: 'jane', email: 'j@example.com' } },
    });
    expect(byRef['user:default/joe'].spec?.profile).toEqual({
      displayName: 'Joe',
    });
  });

  it('are there only while they are enabled', () => {
    const { byRef } = convert([
      user('gone', { enabled: false }),
      user('unsaid', { enabled: undefined }),
    ]);
    expect(byRef).toEqual({});
  });

  it('whose names would be the same are nobody', () => {
    const { byRef, ambiguous } = convert([
      user('jane@example.com'),
      user('jane_at_example.com'),
      user('Joe'),
      user('joe'),
      user('someone'),
    ]);
    expect(Object.keys(byRef)).toEqual(['user:default/someone']);
    expect(ambiguous).toHaveLength(4);
  });
});

describe('groups', () => {
  it('have their whole path as a name: a subgroup does not pass for another', () => {
    const mallory = user('mallory');
    const { byRef } = convert(
      [mallory],
      [
        group('/callboard-admins'),
        group('/lab', { id: 'lab' }),
        group('/lab/callboard-admins', { parentId: 'lab', members: [mallory] }),
      ],
    );
    expect(byRef['user:default/mallory'].spec?.memberOf).toEqual([
      'lab.callboard-admins',
    ]);
    expect(byRef['group:default/lab.callboard-admins'].spec).toMatchObject({
      parent: 'lab',
      type: 'team',
    });
  });

  it('say of themselves what they are', () => {
    const { byRef } = convert(
      [],
      [group('/members', { attributes: { 'callboard.type': ['access'] } })],
    );
    expect(byRef['group:default/members'].spec?.type).toBe('access');
  });

  it('hold realm roles, which no group can pass for', () => {
    const { byRef } = convert(
      [],
      [
        group('/members', { realmRoles: ['callboard-member', 'other'] }),
        group('/physics', { realmRoles: ['callboard-member'] }),
        group('/callboard-member'),
        group('/realm-role/callboard-member'),
      ],
    );
    expect(byRef['group:realm-role/callboard-member'].spec?.children).toEqual([
      'group:default/members',
      'group:default/physics',
    ]);
    expect(byRef['group:realm-role/other'].spec?.children).toEqual([
      'group:default/members',
    ]);
    expect(byRef).toHaveProperty(['group:default/callboard-member']);
  });

  it('whose names would be the same give nobody anything', () => {
    const mallory = user('mallory');
    const { byRef, ambiguous } = convert(
      [mallory],
      [
        group('/lab/admins', { realmRoles: ['callboard-global-admin'] }),
        group('/lab.admins', { members: [mallory] }),
      ],
    );
    expect(byRef['user:default/mallory'].spec?.memberOf).toEqual([]);
    expect(
      byRef['group:realm-role/callboard-global-admin'].spec?.children,
    ).toEqual([]);
    expect(ambiguous).toEqual(['/lab/admins', '/lab.admins']);
  });
});

describe('names', () => {
  it.each([
    ['jane', 'jane'],
    ['jane.doe@example.com', 'jane.doe_at_example.com'],
    ['lab/team a', 'lab.team-a'],
    ['-x-', 'x'],
    ['a..b', 'a.b'],
    ['Zoë', 'Zo'],
    ['…', undefined],
    ['x'.repeat(64), undefined],
  ])('of %s is %s', (text, name) => {
    expect(toEntityName(text)).toBe(name);
  });

  it('are ones that the catalog takes, whatever somebody is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), text => {
        const name = toEntityName(text);
        expect(name ?? 'x').toMatch(/^([A-Za-z0-9]+[-_.])*[A-Za-z0-9]+$/);
        expect((name ?? '').length).toBeLessThanOrEqual(63);
      }),
    );
  });

  it('belong to one each', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 3 })), texts => {
        const items = texts.map((text, i) => ({ id: String(i), text }));
        const names = uniqueNames(items, item => toEntityName(item.text));
        const taken = [...names.values()].map(n => n.toLowerCase());
        expect(new Set(taken).size).toBe(taken.length);
      }),
    );
  });
});
