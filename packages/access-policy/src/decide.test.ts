import fc from 'fast-check';
import { decide } from './decide';
import {
  permissionFacts,
  PermissionFacts,
  PermissionName,
} from './permissions';
import {
  AskedPermission,
  Criteria,
  Decision,
  Principal,
  Role,
  roles,
} from './types';

const names = Object.keys(permissionFacts) as PermissionName[];

function asked(name: PermissionName): AskedPermission {
  const { action, resourceType } = permissionFacts[name];
  return { name, attributes: { action }, resourceType };
}

function person(held: Role[]): Principal {
  const ref = 'user:default/somebody';
  return { kind: 'user', ref, claims: [ref], roles: held };
}

function rulesOf(decision: Decision): Set<string> {
  return new Set(
    decision.result === 'conditional' ? namesIn(decision.conditions) : [],
  );
}

function namesIn(criteria: Criteria): string[] {
  if ('anyOf' in criteria) {
    return criteria.anyOf.flatMap(namesIn);
  }
  return 'allOf' in criteria
    ? criteria.allOf.flatMap(namesIn)
    : [criteria.rule];
}

/** Whether `more` allows all that `less` allows. */
function covers(more: Decision, less: Decision): boolean {
  if (more.result === 'allow' || less.result === 'deny') {
    return true;
  }
  const given = rulesOf(more);
  return (
    less.result === 'conditional' &&
    [...rulesOf(less)].every(rule => given.has(rule))
  );
}

const anyName = fc.constantFrom(...names);
const anyRoles = fc.uniqueArray(fc.constantFrom(...roles));
const anyRole = fc.constantFrom(...roles);

describe('decide', () => {
  it('never takes a right away for one more role, auditor apart', () => {
    fc.assert(
      fc.property(anyName, anyRoles, anyRole, (name, held, added) => {
        fc.pre(added !== 'auditor');
        const before = decide(person(held), asked(name));
        const after = decide(person([...held, added]), asked(name));
        expect(covers(after, before)).toBe(true);
      }),
    );
  });

  it('gives with two sets of roles nothing that neither gives', () => {
    fc.assert(
      fc.property(anyName, anyRoles, anyRoles, (name, some, others) => {
        const one = decide(person(some), asked(name));
        const other = decide(person(others), asked(name));
        const both = decide(person([...some, ...others]), asked(name));
        const either = new Set([...rulesOf(one), ...rulesOf(other)]);
        const nothingNew =
          both.result === 'allow'
            ? [one.result, other.result].includes('allow')
            : [...rulesOf(both)].every(rule => either.has(rule));
        expect(nothingNew).toBe(true);
      }),
    );
  });

  it('lets an auditor read everything and write nothing, whatever else they are', () => {
    fc.assert(
      fc.property(anyName, anyRoles, (name, held) => {
        // The way into what is booked is for those whom it concerns.
        fc.pre(name !== 'reservations.booking.read-access');
        const decision = decide(person([...held, 'auditor']), asked(name));
        const reads = permissionFacts[name].action === 'read';
        expect(decision.result).toBe(reads ? 'allow' : 'deny');
      }),
    );
  });

  it('denies what it does not know, to everybody', () => {
    const everything = person(roles.filter(role => role !== 'auditor'));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          anyName.map(name => `${name}.x`),
          fc.constantFrom('constructor', '__proto__', 'toString'),
        ),
        fc.option(fc.string(), { nil: undefined }),
        (name, resourceType) => {
          const permission = { name, attributes: {}, resourceType };
          expect(decide(everything, permission)).toEqual({ result: 'deny' });
        },
      ),
    );
  });

  it('denies a permission asked of another kind of thing than its own', () => {
    const admin = person(['global-admin']);
    const permission = asked('reservations.resource.create');
    expect(decide(admin, permission).result).toBe('allow');
    expect(
      decide(admin, { ...permission, resourceType: 'reservations-resource' })
        .result,
    ).toBe('deny');
    expect(
      decide(admin, { ...permission, resourceType: undefined }).result,
    ).toBe('deny');
  });

  it('does not believe a permission that says it only reads', () => {
    const permission: AskedPermission = {
      ...asked('reservations.booking.cancel'),
      attributes: { action: 'read' },
    };
    for (const principal of [
      person(['auditor', 'global-admin']),
      { ...person([]), kind: 'service' as const, plugin: 'catalog' },
    ]) {
      expect(decide(principal, permission).result).toBe('deny');
    }
  });

  it('denies roles that it does not know', () => {
    const odd: string[] = ['root', 'constructor', '__proto__', 'Member'];
    for (const name of names) {
      expect(decide(person(odd as Role[]), asked(name))).toEqual({
        result: 'deny',
      });
    }
  });

  describe('a service account', () => {
    const sites = ['resource:default/campus'];
    const account = (
      held: Role[],
      of: string[] | 'all' = sites,
    ): Principal => ({
      kind: 'service',
      ref: 'external:ci',
      claims: ['external:ci'],
      roles: held,
      account: { title: 'CI', owner: 'group:default/ci', sites: of },
    });

    it('has the rights of its roles in its sites', () => {
      const asks = asked('reservations.booking.create');
      expect(decide(account(['member']), asks)).toEqual({
        result: 'conditional',
        pluginId: 'reservations',
        resourceType: 'reservations-resource',
        conditions: {
          anyOf: [{ rule: 'RESOURCE_IN_SITES', params: { sites } }],
        },
      });
    });

    const waysOf = (decision: Decision): Criteria[] => {
      if (decision.result !== 'conditional') {
        return [];
      }
      const { conditions } = decision;
      return 'anyOf' in conditions ? conditions.anyOf : [conditions];
    };

    it('has no right outside of its sites, but to read what is of no site', () => {
      fc.assert(
        fc.property(anyName, anyRoles, (name, held) => {
          const decision = decide(account(held), asked(name));
          const { action, resourceType } = permissionFacts[
            name
          ] as PermissionFacts;
          const ofNoSite = action === 'read' && !resourceType;
          expect(decision.result === 'allow' && !ofNoSite).toBe(false);
          const open = waysOf(decision).filter(
            way => !JSON.stringify(way).includes(JSON.stringify({ sites })),
          );
          const shared = ['IS_GLOBAL_TYPE'];
          expect(
            open.flatMap(namesIn).filter(rule => !shared.includes(rule)),
          ).toEqual([]);
          expect(open.length > 0 && action !== 'read').toBe(false);
        }),
      );
    });

    it('has nothing without a role', () => {
      for (const name of names) {
        expect(decide(account([], 'all'), asked(name)).result).toBe('deny');
      }
    });
  });

  it('asks for a team only where there is one', () => {
    const lead = person(['team-lead']);
    const asks = asked('reservations.booking.transfer');
    expect(rulesOf(decide(lead, asks))).not.toContain('IS_TEAM_BOOKING');
    expect(
      rulesOf(decide({ ...lead, team: ['group:default/t'] }, asks)),
    ).toContain('IS_TEAM_BOOKING');
  });

  it('hands out conditions that nobody else holds', () => {
    const member = person(['member']);
    const decision = decide(member, asked('reservations.site.read'));
    expect(decision.result).toBe('conditional');
    if (decision.result === 'conditional') {
      const { conditions } = decision;
      const [first] = 'anyOf' in conditions ? conditions.anyOf : [];
      const { claims } = (first as { params: { claims: string[] } }).params;
      claims.push('group:default/admins');
    }
    expect(member.claims).toEqual(['user:default/somebody']);
  });
});
