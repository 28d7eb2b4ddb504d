import {
  AuthorizeResult,
  createPermission,
  type PermissionCondition,
  type PermissionCriteria,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import createKnex, { type Knex } from 'knex';
import { z } from 'zod';
import {
  AccessDecider,
  compile,
  requireAllowed,
  requirePossible,
  type SqlFilter,
} from '.';

interface Thing {
  colour: string;
  size: number;
}

const resourceType = 'test-thing';
const resourceRef = createPermissionResourceRef<Thing, SqlFilter>().with({
  pluginId: 'test',
  resourceType,
});
const hasColour = createPermissionRule({
  name: 'HAS_COLOUR',
  description: 'By colour',
  resourceRef,
  paramsSchema: z.object({ colour: z.string() }),
  apply: (thing, { colour }) => thing.colour === colour,
  toQuery:
    ({ colour }) =>
    query =>
      query.where('thing.colour', colour),
});
const isSmall = createPermissionRule({
  name: 'IS_SMALL',
  description: 'By size',
  resourceRef,
  apply: thing => thing.size < 3,
  toQuery: () => query => query.where('thing.size', '<', 3),
});
const rules = [hasColour, isSmall];

const colour = (name: string): PermissionCondition => ({
  resourceType,
  rule: 'HAS_COLOUR',
  params: { colour: name },
});
const small: PermissionCondition = { resourceType, rule: 'IS_SMALL' };

function conditional(
  conditions: PermissionCriteria<PermissionCondition>,
): PolicyDecision {
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'test',
    resourceType,
    conditions,
  };
}

const things: Thing[] = ['red', 'green', 'blue'].flatMap(name =>
  [1, 2, 3, 4].map(size => ({ colour: name, size })),
);

describe('compile', () => {
  let knex: Knex;

  beforeAll(async () => {
    knex = createKnex({
      client: 'better-sqlite3',
      connection: ':memory:',
      useNullAsDefault: true,
    });
    await knex.schema.createTable('thing', table => {
      table.text('colour');
      table.integer('size');
    });
    await knex('thing').insert(things);
  });
  afterAll(() => knex.destroy());

  it.each([
    ['one condition', colour('red'), 4],
    ['any of', { anyOf: [colour('red'), small] }, 8],
    ['all of', { allOf: [colour('red'), small] }, 2],
    ['not', { not: { anyOf: [colour('red'), small] } }, 4],
    [
      'a tree',
      { allOf: [{ anyOf: [colour('red'), colour('blue')] }, { not: small }] },
      4,
    ],
  ] as [string, PermissionCriteria<PermissionCondition>, number][])(
    'finds in SQL just what it allows one by one: %s',
    async (_, criteria, count) => {
      const access = compile(conditional(criteria), rules);
      const query = knex('thing').select('colour', 'size');
      access.filter!(query);
      const found = await query;
      expect(found).toEqual(things.filter(thing => access.allows(thing)));
      expect(found).toHaveLength(count);
    },
  );

  it('knows all and nothing, and does not guess', async () => {
    const all = compile({ result: AuthorizeResult.ALLOW }, rules);
    expect([all.possible, all.filter, all.allows(things[0])]).toEqual([
      true,
      undefined,
      true,
    ]);
    const none = compile({ result: AuthorizeResult.DENY }, rules);
    const query = knex('thing').select();
    none.filter!(query);
    expect(await query).toEqual([]);
    expect(none.allows(things[0])).toBe(false);
    expect(() => requirePossible(none, 'see things')).toThrow(
      'You may not see things',
    );
    const odd = conditional({ resourceType, rule: 'IS_ODD' });
    expect(() => compile(odd, rules)).toThrow("unknown rule 'IS_ODD'");
  });

  it('says 404 for what is not seen, and 403 for what may not be done', () => {
    const read = compile(conditional(colour('red')), rules);
    const access = compile(conditional(small), rules);
    const ask = (thing?: Thing) =>
      requireAllowed(thing, read, 'thing', '1', { access, what: 'do it' });
    const refusal = (name: string) => expect.objectContaining({ name });
    expect(() => ask(undefined)).toThrow(refusal('NotFoundError'));
    expect(() => ask(things[4])).toThrow(refusal('NotFoundError'));
    expect(() => ask(things[3])).toThrow(refusal('NotAllowedError'));
    expect(() => ask(things[0])).not.toThrow();
  });
});

describe('AccessDecider', () => {
  it('asks once for a request', async () => {
    const permission = createPermission({
      name: 'test.thing.read',
      attributes: { action: 'read' },
      resourceType,
    });
    const permissions = mockServices.permissions.mock({
      authorizeConditional: async asked =>
        asked.map(() => conditional(colour('red'))) as never,
    });
    const access = AccessDecider.create(permissions, {
      read: { permission, rules },
      write: { permission, rules },
    });
    const credentials = mockCredentials.user();
    const first = await access.decide(credentials, ['read', 'write']);
    const again = await access.decide(credentials, ['write']);
    expect(first.read.allows(things[0])).toBe(true);
    expect(again.write.key).toBe(first.write.key);
    expect(permissions.authorizeConditional).toHaveBeenCalledTimes(1);
    await access.decide(mockCredentials.user(), ['read']);
    expect(permissions.authorizeConditional).toHaveBeenCalledTimes(2);
  });
});
