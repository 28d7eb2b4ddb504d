import fc from 'fast-check';
import { decide } from './decide';
import { permissionFacts, PermissionName } from './permissions';
import { AskedPermission, Decision, Principal, Role, roles } from './types';

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
  return decision.result === 'conditional'
    ? new Set(decision.conditions.anyOf.map(({ rule }) => rule))
    : new Set();
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
        const reads = name.endsWith('.read');
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

  it('gives a mapped service the rights of its roles', () => {
    const account: Principal = {
      kind: 'service',
      ref: 'external:ci',
      claims: ['group:default/ci'],
      roles: ['member'],
    };
    expect(decide(account, asked('reservations.booking.create'))).toEqual({
      result: 'conditional',
      pluginId: 'reservations',
      resourceType: 'reservations-resource',
      conditions: {
        anyOf: [
          {
            rule: 'RESOURCE_IN_VISIBLE_SITE',
            params: { claims: ['group:default/ci'] },
          },
        ],
      },
    });
  });

  it('hands out conditions that nobody else holds', () => {
    const member = person(['member']);
    const decision = decide(member, asked('reservations.site.read'));
    expect(decision.result).toBe('conditional');
    if (decision.result === 'conditional') {
      decision.conditions.anyOf[0].params.claims.push('group:default/admins');
    }
    expect(member.claims).toEqual(['user:default/somebody']);
  });
});
