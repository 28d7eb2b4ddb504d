import { decide } from './decide';
import { decisionTable } from './decisionTable';
import { isCallboardPermission, permissionFacts } from './permissions';
import { Principal, Role, roles } from './types';

/*
 * The expectation, written out on its own, cell by cell:
 *   A always, - never, v visible, a administered, o own, p participant
 * in the columns
 *   global-admin, site-admin, operations, service-reviewer, team-lead, member,
 *   auditor, visitor, nobody (no role), plugin (a plugin of this portal),
 *   token (an external service).
 */
const expected = `
                                       ga   sa   op   sr   tl   me   au   vi   no   pl   to
reservations.site.read                 A    a    A    -    v    v    A    -    -    A    -
reservations.site.create               A    -    -    -    -    -    -    -    -    -    -
reservations.site.update               A    a    a    -    a    a    -    -    -    -    -
reservations.site.archive              A    a    a    -    a    a    -    -    -    -    -
reservations.resource-type.read        A    a    A    -    v    v    A    -    -    A    -
reservations.resource-type.create      A    a    a    -    a    a    -    -    -    -    -
reservations.resource-type.update      A    a    a    -    a    a    -    -    -    -    -
reservations.resource-type.delete      A    a    a    -    a    a    -    -    -    -    -
reservations.resource.read             A    a    A    -    v    v    A    -    -    A    -
reservations.resource.create           A    a    a    -    a    a    -    -    -    -    -
reservations.resource.update           A    a    A    -    a    a    -    -    -    -    -
reservations.resource.archive          A    a    a    -    a    a    -    -    -    -    -
reservations.booking.read              A    a    A    -    opv  opv  A    -    -    A    -
reservations.booking.create            A    a    v    -    v    v    -    -    -    -    -
reservations.booking.create-on-behalf  A    a    a    -    a    a    -    -    -    -    -
reservations.booking.update            A    a    A    -    ao   ao   -    -    -    -    -
reservations.booking.cancel            A    a    A    -    ao   ao   -    -    -    -    -
reservations.booking.release           A    a    A    -    ao   ao   -    -    -    -    -
reservations.booking.read-access       A    a    aop  -    aop  aop  op   -    -    A    -
reservations.ssh-key.create            A    A    A    -    A    A    -    -    -    -    -
webhooks.endpoint.read                 A    a    A    -    a    a    A    -    -    A    -
webhooks.endpoint.create               A    a    A    -    a    a    -    -    -    -    -
webhooks.endpoint.update               A    a    A    -    a    a    -    -    -    -    -
webhooks.endpoint.delete               A    a    A    -    a    a    -    -    -    -    -
webhooks.delivery.read                 A    a    A    -    a    a    A    -    -    A    -
webhooks.delivery.redeliver            A    a    A    -    a    a    -    -    -    -    -
webhooks.event-type.read               A    A    A    A    A    A    A    -    -    A    -
`;

const site = 'reservations-site';
const resourceType = 'reservations-resource-type';
const resource = 'reservations-resource';
const booking = 'reservations-booking';
const endpoint = 'webhooks-endpoint';

/** What each permission is asked of. */
const subjects: Record<string, string | undefined> = {
  'reservations.site.read': site,
  'reservations.site.create': undefined,
  'reservations.site.update': site,
  'reservations.site.archive': site,
  'reservations.resource-type.read': resourceType,
  'reservations.resource-type.create': site,
  'reservations.resource-type.update': resourceType,
  'reservations.resource-type.delete': resourceType,
  'reservations.resource.read': resource,
  'reservations.resource.create': site,
  'reservations.resource.update': resource,
  'reservations.resource.archive': resource,
  'reservations.booking.read': booking,
  'reservations.booking.create': resource,
  'reservations.booking.create-on-behalf': resource,
  'reservations.booking.update': booking,
  'reservations.booking.cancel': booking,
  'reservations.booking.release': booking,
  'reservations.booking.read-access': booking,
  'reservations.ssh-key.create': undefined,
  'webhooks.endpoint.read': endpoint,
  'webhooks.endpoint.create': endpoint,
  'webhooks.endpoint.update': endpoint,
  'webhooks.endpoint.delete': endpoint,
  'webhooks.delivery.read': endpoint,
  'webhooks.delivery.redeliver': endpoint,
  'webhooks.event-type.read': undefined,
};

/** The letter of each rule, and what it can be asked about. */
const letters: Record<string, [letter: string, subject: string]> = {
  IS_VISIBLE_SITE: ['v', site],
  IS_ADMINISTERED_SITE: ['a', site],
  TYPE_IN_VISIBLE_SITE: ['v', resourceType],
  TYPE_IN_ADMINISTERED_SITE: ['a', resourceType],
  RESOURCE_IN_VISIBLE_SITE: ['v', resource],
  RESOURCE_IN_ADMINISTERED_SITE: ['a', resource],
  IS_OWN_BOOKING: ['o', booking],
  IS_PARTICIPANT: ['p', booking],
  BOOKING_IN_VISIBLE_SITES: ['v', booking],
  BOOKING_IN_ADMINISTERED_SITES: ['a', booking],
  ENDPOINT_IN_ADMINISTERED_SITE: ['a', endpoint],
};

function person(...held: Role[]): Principal {
  const ref = 'user:default/somebody';
  return { kind: 'user', ref, claims: [ref, 'group:default/g'], roles: held };
}

function service(ref: string, plugin?: string): Principal {
  return { kind: 'service', ref, claims: [], roles: [], plugin };
}

const columns: Record<string, Principal> = {
  ga: person('global-admin'),
  sa: person('site-admin'),
  op: person('operations'),
  sr: person('service-reviewer'),
  tl: person('team-lead'),
  me: person('member'),
  au: person('auditor'),
  vi: person('visitor'),
  no: person(),
  pl: service('plugin:catalog', 'catalog'),
  to: service('external:ci'),
};

/** The cell that a decision is, letters in alphabetical order. */
function cellOf(principal: Principal, name: string): string {
  const subject = subjects[name];
  const decision = decide(principal, {
    name,
    attributes: {},
    resourceType: subject,
  });
  if (decision.result !== 'conditional') {
    return decision.result === 'allow' ? 'A' : '-';
  }
  expect(decision.pluginId).toBe(name.split('.')[0]);
  expect(decision.resourceType).toBe(subject);
  return decision.conditions.anyOf
    .map(({ rule, params }) => {
      expect(params.claims).toEqual(principal.claims);
      const [letter, asked] = letters[rule];
      expect(asked).toBe(subject);
      return letter;
    })
    .sort()
    .join('');
}

const [head, ...rows] = expected
  .trim()
  .split('\n')
  .map(line => line.trim().split(/\s+/));

describe('the decision table', () => {
  it.each(rows)('%s', (name, ...cells) => {
    const actual = head.map(column => cellOf(columns[column], name));
    expect(Object.fromEntries(head.map((c, i) => [c, actual[i]]))).toEqual(
      Object.fromEntries(head.map((c, i) => [c, cells[i]])),
    );
  });

  it('has no permission that is not expected here, and no column untested', () => {
    const names = rows.map(([name]) => name).sort();
    expect(Object.keys(decisionTable).sort()).toEqual(names);
    expect(Object.keys(permissionFacts).sort()).toEqual(names);
    expect(head).toEqual(Object.keys(columns));
    expect(new Set(head.flatMap(c => columns[c].roles))).toEqual(
      new Set(roles),
    );
  });

  it('answers for everything that bears our plugins’ names', () => {
    for (const name of ['reservations.booking.read', 'webhooks.other']) {
      expect(isCallboardPermission({ name })).toBe(true);
    }
    for (const name of ['catalog.entity.read', 'reservations', '.x', '']) {
      expect(isCallboardPermission({ name })).toBe(false);
    }
  });
});
