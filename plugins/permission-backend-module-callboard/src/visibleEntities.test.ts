import {
  AuthorizeResult,
  PermissionCondition,
  PermissionCriteria,
} from '@backstage/plugin-permission-common';
import { Principal, Role } from '@callboard/access-policy';
import { visibleEntities } from './visibleEntities';

interface Thing {
  annotated?: boolean;
  labelled?: boolean;
  spec: Record<string, string[]>;
}

/** What the catalog's own rules say of an entity. */
const rules: Record<string, (thing: Thing, params: any) => boolean> = {
  HAS_ANNOTATION: (thing, { annotation }) =>
    annotation === 'callboard.dev/visibility' && Boolean(thing.annotated),
  HAS_LABEL: (thing, { label }) =>
    label === 'callboard.dev/service' && Boolean(thing.labelled),
  HAS_SPEC: (thing, { key, value }) =>
    thing.spec[key]?.includes(value) ?? false,
};

function holds(
  criteria: PermissionCriteria<PermissionCondition>,
  thing: Thing,
): boolean {
  if ('anyOf' in criteria) {
    return criteria.anyOf.some(one => holds(one, thing));
  }
  if ('allOf' in criteria) {
    return criteria.allOf.every(one => holds(one, thing));
  }
  return 'not' in criteria
    ? !holds(criteria.not, thing)
    : rules[criteria.rule](thing, criteria.params);
}

const things: Record<string, Thing> = {
  component: { spec: { owner: ['group:default/theirs'] } },
  'site of theirs': {
    annotated: true,
    spec: { visibleTo: ['group:default/theirs'] },
  },
  'site of mine': {
    annotated: true,
    spec: { visibleTo: ['group:default/mine'] },
  },
  'their service': {
    labelled: true,
    spec: { owner: ['group:default/theirs'] },
  },
  'my service': { labelled: true, spec: { owner: ['group:default/mine'] } },
  'their service, that I asked for': {
    labelled: true,
    spec: {
      owner: ['group:default/theirs'],
      requestedBy: ['user:default/me', 'external:ci'],
    },
  },
  'my team’s service': {
    labelled: true,
    spec: { owner: ['user:default/colleague'] },
  },
};

function seenBy(roles: Role[], more: Partial<Principal> = {}): string[] {
  const decision = visibleEntities({
    kind: 'user',
    ref: 'user:default/me',
    claims: ['user:default/me', 'group:default/mine'],
    roles,
    ...more,
  });
  if (decision.result !== AuthorizeResult.CONDITIONAL) {
    return decision.result === AuthorizeResult.ALLOW ? ['everything'] : [];
  }
  return Object.keys(things).filter(name =>
    holds(decision.conditions, things[name]),
  );
}

const mine = [
  'component',
  'site of mine',
  'my service',
  'their service, that I asked for',
];

describe('visibleEntities', () => {
  it.each(['global-admin', 'operations', 'auditor'] as const)(
    'hides nothing from %s',
    role => {
      expect(seenBy([role])).toEqual(['everything']);
    },
  );

  it('shows a member what is theirs', () => {
    expect(seenBy(['member'])).toEqual(mine);
  });

  it('shows a team lead what their people own too', () => {
    const team = ['group:default/mine', 'user:default/colleague'];
    expect(seenBy(['team-lead'], { team })).toEqual([
      ...mine,
      'my team’s service',
    ]);
  });

  it('shows a reviewer every service, and no more of the sites', () => {
    expect(seenBy(['service-reviewer'])).toEqual(
      Object.keys(things).filter(name => name !== 'site of theirs'),
    );
  });

  it('shows an account what it asked for, and not what its owner owns', () => {
    const account = {
      title: 'CI',
      owner: 'group:default/mine',
      sites: 'all' as const,
    };
    expect(
      seenBy(['member'], {
        kind: 'service',
        ref: 'external:ci',
        claims: ['external:ci'],
        account,
      }),
    ).toEqual([
      'component',
      'site of theirs',
      'site of mine',
      'their service, that I asked for',
    ]);
  });

  it('shows an account that is limited to sites no service by way of its owner', () => {
    const account = {
      title: 'CI',
      owner: 'group:default/mine',
      sites: ['resource:default/campus'],
    };
    expect(seenBy(['member'], { kind: 'service', account })).toEqual([
      'component',
      'site of mine',
    ]);
  });
});
