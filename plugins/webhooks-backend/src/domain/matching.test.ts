import { concernsResource, matches, type Scope, subjectsOf } from './matching';

const refs = {
  site: ['resource:default/campus'],
  resources: ['resource:default/node-1'],
  within: ['resource:default/cluster', 'resource:default/rack'],
  type: ['node'],
  offering: 'rds',
};

describe('an endpoint', () => {
  it.each<[boolean, Scope]>([
    [true, { kind: 'all' }],
    [true, { kind: 'site', ref: 'resource:default/campus' }],
    [false, { kind: 'site', ref: 'resource:default/cloud' }],
    [false, { kind: 'site' }],
    [true, { kind: 'type', ref: 'node' }],
    [true, { kind: 'type', ref: 'node', siteRef: 'resource:default/campus' }],
    [false, { kind: 'type', ref: 'node', siteRef: 'resource:default/cloud' }],
    [false, { kind: 'type', ref: 'rack' }],
    [true, { kind: 'resource', ref: 'resource:default/node-1' }],
    [true, { kind: 'resource', ref: 'resource:default/cluster' }],
    [false, { kind: 'resource', ref: 'resource:default/node-2' }],
    [false, { kind: 'resource' }],
    [true, { kind: 'offering', ref: 'rds' }],
    [false, { kind: 'offering', ref: 's3' }],
  ])('is told: %p, with %p', (told, scope) => {
    const event = { type: 'booking.started', refs };
    expect(matches({ eventTypes: ['booking.started'], scope }, event)).toBe(
      told,
    );
    expect(matches({ eventTypes: ['booking.ended'], scope }, event)).toBe(
      false,
    );
  });

  it('is told of nothing where an event names nothing', () => {
    const event = { type: 'booking.started', refs: {} };
    for (const kind of ['site', 'type', 'resource', 'offering'] as const) {
      const scope = { kind, ref: 'x' };
      expect(matches({ eventTypes: [event.type], scope }, event)).toBe(false);
    }
  });
});

it('an event is about its site, its resources and what they are in', () => {
  expect(subjectsOf({ refs })).toEqual([
    'resource:default/campus',
    'resource:default/cluster',
    'resource:default/node-1',
    'resource:default/rack',
  ]);
  expect(subjectsOf({ refs: {} })).toEqual([]);
});

describe('a delivery about one resource', () => {
  const event = {
    data: {
      resources: [
        {
          entityRef: 'resource:default/node-1',
          siteRef: 'resource:default/campus',
          type: 'node',
          ancestorRefs: ['resource:default/rack', 'resource:default/cluster'],
        },
        {
          entityRef: 'resource:default/staging',
          siteRef: 'resource:default/cloud',
          type: 'environment',
        },
      ],
    },
  };

  it.each<[Scope, boolean, boolean]>([
    [{ kind: 'all' }, true, true],
    [{ kind: 'site', ref: 'resource:default/campus' }, true, false],
    [{ kind: 'type', ref: 'environment' }, false, true],
    [
      { kind: 'type', ref: 'node', siteRef: 'resource:default/cloud' },
      false,
      false,
    ],
    [{ kind: 'resource', ref: 'resource:default/node-1' }, true, false],
    [{ kind: 'resource', ref: 'resource:default/cluster' }, true, false],
  ])('belongs to the scope %p: %p, %p', (scope, node, staging) => {
    const told = (name: string) =>
      concernsResource(scope, event, `resource:default/${name}`);
    expect([told('node-1'), told('staging')]).toEqual([node, staging]);
    expect(told('not-described')).toBe(true);
  });
});
