import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { ServiceUnavailableError } from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  createClaimsCache,
  createPrincipalResolver,
} from './PrincipalResolver';
import { entityOf } from './__testUtils__';

const researcher = 'user:default/researcher';

type ConfigData = ConstructorParameters<typeof ConfigReader>[0];

function setup(entities: Entity[], config: ConfigData = {}) {
  const clock = { ms: 0 };
  const world = { entities, down: false };
  const catalog = catalogServiceMock.mock({
    getEntitiesByRefs: async request => {
      if (world.down) {
        throw new Error('connect ECONNREFUSED');
      }
      return catalogServiceMock({
        entities: world.entities,
      }).getEntitiesByRefs(request);
    },
  });
  const roles = {
    member: ['group:default/members'],
    operations: ['group:default/operations'],
    'global-admin': ['user:default/admin'],
  };
  const resolver = createPrincipalResolver({
    auth: mockServices.auth(),
    catalog,
    config: new ConfigReader({ callboard: { access: { roles } }, ...config }),
    cache: createClaimsCache({ now: () => clock.ms }),
  });
  return { clock, world, catalog, resolver };
}

const lab = [
  entityOf(researcher, { memberOf: ['group:default/lab'] }),
  entityOf('group:default/lab', { childOf: ['group:default/science'] }),
  entityOf('group:default/science', { childOf: ['group:default/members'] }),
  entityOf('group:default/members'),
];

describe('createPrincipalResolver', () => {
  it('climbs from a user through the groups and their parents', async () => {
    const { resolver } = setup(lab);
    expect(await resolver.forUser('User:Default/Researcher')).toEqual({
      kind: 'user',
      ref: researcher,
      claims: [
        researcher,
        'group:default/lab',
        'group:default/science',
        'group:default/members',
      ],
      roles: ['member'],
    });
  });

  it('ends where groups are each other’s parents', async () => {
    const { resolver } = setup([
      entityOf(researcher, { memberOf: ['group:default/a'] }),
      entityOf('group:default/a', { childOf: ['group:default/b'] }),
      entityOf('group:default/b', { childOf: ['group:default/a'] }),
    ]);
    const { claims } = await resolver.forUser(researcher);
    expect(claims).toEqual([researcher, 'group:default/a', 'group:default/b']);
  });

  it('does not count a group that the catalog has not', async () => {
    const { resolver } = setup([
      entityOf(researcher, { memberOf: ['group:default/operations'] }),
    ]);
    const { claims, roles } = await resolver.forUser(researcher);
    expect(claims).toEqual([researcher]);
    expect(roles).toEqual(['visitor']);
  });

  it('does not climb from a user to what is not a group, nor from a group to its members’ groups', async () => {
    const { resolver } = setup([
      entityOf(researcher, { memberOf: ['user:default/admin'] }),
      entityOf('user:default/admin'),
      entityOf('user:default/odd', { childOf: ['group:default/members'] }),
      entityOf('group:default/members', {
        memberOf: ['group:default/operations'],
      }),
      entityOf('group:default/operations'),
    ]);
    expect((await resolver.forUser(researcher)).claims).toEqual([researcher]);
    expect((await resolver.forUser('user:default/odd')).roles).toEqual([
      'visitor',
    ]);
  });

  it('gives no role to a user who is named in config but not in the catalog', async () => {
    const { resolver, world, clock } = setup([entityOf('user:default/admin')]);
    const before = await resolver.forUser('user:default/admin');
    expect(before.roles).toEqual(['global-admin']);
    world.entities = [];
    clock.ms += 30_000;
    expect(await resolver.forUser('user:default/admin')).toEqual({
      kind: 'user',
      ref: 'user:default/admin',
      claims: [],
      roles: [],
    });
  });

  it('believes a membership that was taken away for less than 30 s', async () => {
    const { resolver, world, clock } = setup(lab);
    expect((await resolver.forUser(researcher)).roles).toEqual(['member']);
    world.entities = [entityOf(researcher), ...lab.slice(1)];
    clock.ms = 29_999;
    expect((await resolver.forUser(researcher)).roles).toEqual(['member']);
    clock.ms = 30_000;
    expect((await resolver.forUser(researcher)).roles).toEqual(['visitor']);
  });

  it('reads once for many questions at once, and then not at all', async () => {
    const { resolver, catalog } = setup(lab);
    const credentials = mockCredentials.user(researcher);
    const asked = Array.from({ length: 100 }, () =>
      resolver.forCredentials(credentials),
    );
    const principals = await Promise.all(asked);
    expect(new Set(principals.map(p => p?.ref))).toEqual(new Set([researcher]));
    const levels = 4;
    expect(catalog.getEntitiesByRefs).toHaveBeenCalledTimes(levels);
    await resolver.forUser(researcher);
    expect(catalog.getEntitiesByRefs).toHaveBeenCalledTimes(levels);
  });

  it('makes a visitor of whom the catalog knows and config gives no role', async () => {
    const { resolver } = setup([
      entityOf(researcher),
      entityOf('group:default/guests'),
    ]);
    expect((await resolver.forUser(researcher)).roles).toEqual(['visitor']);
    expect((await resolver.forUser('user:default/none')).roles).toEqual([]);
    expect((await resolver.forUser('group:default/guests')).roles).toEqual([]);
  });

  describe('a team lead', () => {
    const lead = 'user:default/lead';
    const groups = ['lab', 'company', 'leads', 'guild', 'members'];
    const company = (types: Record<string, string> = {}) => [
      entityOf(lead, { memberOf: groups.map(name => `group:default/${name}`) }),
      entityOf(
        'group:default/lab',
        {
          childOf: ['group:default/members'],
          hasMember: [lead, researcher],
          parentOf: ['group:default/optics', 'group:default/gone'],
        },
        { type: types.lab ?? 'team' },
      ),
      entityOf(
        'group:default/optics',
        {
          childOf: ['group:default/lab'],
          hasMember: ['user:default/student'],
          parentOf: ['group:default/lab'],
        },
        { type: 'subteam' },
      ),
      entityOf(
        'group:default/company',
        { hasMember: ['user:default/anybody'] },
        { type: 'business-unit' },
      ),
      entityOf(
        'group:default/guild',
        { hasMember: ['user:default/guildsman'] },
        { type: types.guild ?? 'guild' },
      ),
      ...['leads', 'members', 'operations'].map(name =>
        entityOf(
          `group:default/${name}`,
          { hasMember: ['user:default/everybody'] },
          { type: 'team' },
        ),
      ),
    ];
    const teams = (teamTypes?: string[]) => ({
      callboard: {
        access: {
          roles: {
            'team-lead': ['group:default/leads'],
            member: ['group:default/members'],
          },
          ...(teamTypes ? { teamTypes } : {}),
        },
      },
    });

    it('leads the teams they are in, with what is below, and no group of a role', async () => {
      const { resolver } = setup(company(), teams());
      const { roles, team } = await resolver.forUser(lead);
      expect(roles).toEqual(['team-lead', 'member']);
      expect(team).toEqual([
        'group:default/lab',
        'group:default/optics',
        lead,
        researcher,
        'user:default/student',
      ]);
    });

    it('leads what config calls a team', async () => {
      const { resolver } = setup(company(), teams(['guild']));
      expect((await resolver.forUser(lead)).team).toEqual([
        'group:default/guild',
        'user:default/guildsman',
      ]);
    });

    it('leads nobody without the role', async () => {
      const { resolver } = setup([
        ...company(),
        entityOf(researcher, { memberOf: ['group:default/lab'] }),
      ]);
      expect((await resolver.forUser(researcher)).team).toBeUndefined();
    });
  });

  it('takes a token for the account that config maps it to', async () => {
    const serviceAccounts = [
      {
        subject: 'external:ci',
        roles: ['member'],
        sites: ['resource:default/cloud'],
        owner: 'group:default/platform',
      },
    ];
    const { resolver } = setup([], {
      callboard: { access: { serviceAccounts } },
    });
    expect(
      await resolver.forCredentials(mockCredentials.service('external:ci')),
    ).toMatchObject({
      roles: ['member'],
      account: { owner: 'group:default/platform', title: 'external:ci' },
    });
  });

  it('throws while the catalog is out, and recovers with it', async () => {
    const { resolver, world, clock } = setup(lab);
    await resolver.forUser(researcher);
    world.down = true;
    clock.ms += 30_000;
    await expect(resolver.forUser(researcher)).rejects.toThrow(
      ServiceUnavailableError,
    );
    world.down = false;
    expect((await resolver.forUser(researcher)).roles).toEqual(['member']);
  });

  it('tells plugins of this portal from other services, and nobody from both', async () => {
    const { resolver } = setup([]);
    const plugin = mockCredentials.service('plugin:catalog');
    expect(await resolver.forCredentials(plugin)).toEqual({
      kind: 'service',
      ref: 'plugin:catalog',
      claims: [],
      roles: [],
      plugin: 'catalog',
    });
    const token = mockCredentials.service('external:ci');
    expect(await resolver.forCredentials(token)).toEqual({
      kind: 'service',
      ref: 'external:ci',
      claims: [],
      roles: [],
    });
    expect(
      await resolver.forCredentials(mockCredentials.none()),
    ).toBeUndefined();
  });

  it('refuses an external token that calls itself a plugin', () => {
    const externalAccess = [
      {
        type: 'static',
        options: { token: 'long-enough', subject: 'plugin:catalog' },
      },
    ];
    expect(() => setup([], { backend: { auth: { externalAccess } } })).toThrow(
      /externalAccess\[0\]\.options\.subject is 'plugin:catalog'/,
    );
    externalAccess[0].options.subject = 'ci';
    expect(() =>
      setup([], { backend: { auth: { externalAccess } } }),
    ).not.toThrow();
  });
});
