import { decide } from './decide';
import { decisionTable } from './decisionTable';
import { isCallboardPermission, permissionFacts } from './permissions';
import { Criteria, Principal, Role, roles } from './types';

/*
 * The expectation, written out on its own, cell by cell:
 *   A always, - never, v visible, a administered, o own, p participant,
 *   r who asked for it, d named to decide, n not one's own (with all the others), t the team's, g granted, s in the account's sites, w shared and read by all;
 *   so: own, and in the account's sites
 * in the columns
 *   global-admin, site-admin, operations, service-reviewer, team-lead, member,
 *   auditor, visitor, nobody (no role), plugin (a plugin of this portal),
 *   token (an external service), account (a token with an account: a member that
 *   is limited to sites), keeper (one that is a site-admin there), robot (a member
 *   on every site).
 */
const expected = `
                                       ga   sa   op   sr   tl   me   au   vi   no   pl   to   ac   ke   ro
reservations.site.read                 A    a    A    -    gv   gv   A    g    -    A    -    s    s    A
reservations.site.create               A    -    -    -    -    -    -    -    -    -    -    -    -    -
reservations.site.update               A    a    a    -    a    a    -    -    -    -    -    -    s    -
reservations.site.archive              A    a    a    -    a    a    -    -    -    -    -    -    s    -
reservations.resource-type.read        A    a    A    -    gv   gv   A    g    -    A    -    sw   sw   A
reservations.resource-type.create      A    a    a    -    a    a    -    -    -    -    -    -    s    -
reservations.resource-type.update      A    a    a    -    a    a    -    -    -    -    -    -    s    -
reservations.resource-type.delete      A    a    a    -    a    a    -    -    -    -    -    -    s    -
reservations.resource.read             A    a    A    -    gtv  gv   A    g    -    A    -    s    s    A
reservations.resource.create           A    a    a    -    a    a    -    -    -    -    -    -    s    -
reservations.resource.update           A    a    A    -    at   a    -    -    -    -    -    -    s    -
reservations.resource.archive          A    a    a    -    a    a    -    -    -    -    -    -    s    -
reservations.booking.read              A    a    A    d    doptv dopv A    dop  -    A    -    s    s    A
reservations.booking.create            A    a    gv   -    gv   gv   -    g    -    -    -    s    s    A
reservations.booking.create-on-behalf  A    a    a    -    at   a    -    -    -    -    -    -    s    -
reservations.booking.update            A    a    A    -    aot  ao   -    o    -    -    -    so   s    o
reservations.booking.cancel            A    a    A    -    aot  ao   -    o    -    -    -    so   s    o
reservations.booking.release           A    a    A    -    aot  ao   -    o    -    -    -    so   s    o
reservations.booking.transfer          A    a    a    -    at   a    -    -    -    -    -    -    s    -
reservations.booking.approve           n    na   nad  nd   nad  nad  -    nd   -    -    -    -    ns   -
reservations.booking.check-in          A    a    A    -    aopt aop  -    op   -    -    -    sosp s    op
reservations.booking.waive-no-show     n    na   na   -    na   na   -    -    -    -    -    -    ns   -
reservations.booking.read-access       A    a    aop  -    aop  aop  op   op   -    A    -    sosp s    op
reservations.policy.override           A    a    a    -    a    a    -    -    -    -    -    -    s    -
reservations.ssh-key.create            A    A    A    -    A    A    -    A    -    -    -    -    -    A
reservations.feed-token.create         A    A    A    A    A    A    -    A    -    -    -    -    -    A
reservations.access-grant.read         A    a    A    -    a    a    A    -    -    A    -    -    s    -
reservations.access-grant.create       A    a    a    -    a    a    -    -    -    -    -    -    s    -
reservations.access-grant.update       A    a    a    -    a    a    -    -    -    -    -    -    s    -
reservations.problem.create            A    a    A    -    gtv  gv   -    g    -    -    -    s    s    A
reservations.problem.read              A    a    A    -    at   a    A    -    -    A    -    -    s    -
reservations.problem.update            A    a    A    -    at   a    -    -    -    -    -    -    s    -
reservations.booking.leave             p    -    p    -    p    p    -    p    -    -    -    sp   -    p
reservations.certification.read        A    a    a    -    a    a    A    -    -    A    -    -    s    -
reservations.certification.create      A    a    a    -    a    a    -    -    -    -    -    -    s    -
reservations.certification.grant       A    a    a    -    a    a    -    -    -    -    -    -    s    -
reservations.project.read              A    a    ao   -    ao   ao   A    o    -    A    -    so   s    o
reservations.project.create            A    a    a    -    a    a    -    -    -    -    -    -    s    -
reservations.project.update            A    a    a    -    a    a    -    -    -    -    -    -    s    -
reservations.report.read               A    a    A    -    at   a    A    -    -    A    -    -    s    -
reservations.commitments.read          A    -    A    -    -    -    A    -    -    A    -    -    -    -
reservations.person.offboard           A    -    -    -    -    -    -    -    -    -    -    -    -    -
webhooks.endpoint.read                 A    a    A    -    a    a    A    -    -    A    -    -    s    -
webhooks.endpoint.create               A    a    A    -    a    a    -    -    -    -    -    -    s    -
webhooks.endpoint.update               A    a    A    -    a    a    -    -    -    -    -    -    s    -
webhooks.endpoint.delete               A    a    A    -    a    a    -    -    -    -    -    -    s    -
webhooks.delivery.read                 A    a    A    -    a    a    A    -    -    A    -    -    s    -
webhooks.delivery.redeliver            A    a    A    -    a    a    -    -    -    -    -    -    s    -
webhooks.event-type.read               A    A    A    A    A    A    A    -    -    A    -    A    A    A
audit-log.entry.read                   A    a    a    -    a    a    A    -    -    A    -    -    s    -
audit-log.entry.export                 A    a    a    -    a    a    A    -    -    A    -    -    s    -
audit-log.chain.verify                 A    -    -    -    -    -    A    -    -    A    -    -    -    -
audit-log.access-review.read           A    -    -    -    -    -    A    -    -    A    -    -    -    -
service-requests.offering.read         A    A    A    A    A    A    A    -    -    A    -    A    A    A
service-requests.offering.manage       A    -    -    -    -    -    -    -    -    -    -    -    -    -
service-requests.request.read          A    -    A    A    ot   o    A    -    -    A    -    so   -    o
service-requests.request.create        A    -    A    o    ot   o    -    -    -    -    -    so   -    o
service-requests.request.update        A    -    A    o    ot   o    -    -    -    -    -    so   -    o
service-requests.request.review        n    -    -    n    -    -    -    -    -    -    -    -    -    -
service-requests.request.merge         A    -    A    A    -    -    -    -    -    -    -    -    -    -
service-requests.request.override      A    -    -    -    -    -    -    -    -    -    -    -    -    -
service-requests.request.comment       A    -    A    A    ot   o    -    -    -    -    -    so   -    o
service-requests.service.read          A    -    A    A    ort  or   A    -    -    A    -    sosr -    or
service-requests.service.update        A    -    A    o    ot   o    -    -    -    -    -    so   -    o
service-requests.sandbox.update        A    -    A    -    -    -    -    -    -    -    -    -    -    -
service-requests.gitops.read           A    -    A    A    -    -    A    -    -    A    -    -    -    -
`;

const site = 'reservations-site';
const resourceType = 'reservations-resource-type';
const resource = 'reservations-resource';
const booking = 'reservations-booking';
const project = 'reservations-project';
const endpoint = 'webhooks-endpoint';
const entry = 'audit-log-entry';
const request = 'service-requests-request';
const cloudService = 'service-requests-service';

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
  'reservations.booking.create-on-behalf': booking,
  'reservations.booking.update': booking,
  'reservations.booking.cancel': booking,
  'reservations.booking.release': booking,
  'reservations.booking.transfer': booking,
  'reservations.booking.approve': booking,
  'reservations.booking.check-in': booking,
  'reservations.booking.waive-no-show': booking,
  'reservations.booking.read-access': booking,
  'reservations.policy.override': resource,
  'reservations.ssh-key.create': undefined,
  'reservations.feed-token.create': undefined,
  'reservations.access-grant.read': site,
  'reservations.access-grant.create': site,
  'reservations.access-grant.update': site,
  'reservations.problem.create': resource,
  'reservations.problem.read': resource,
  'reservations.problem.update': resource,
  'reservations.booking.leave': booking,
  'reservations.certification.read': site,
  'reservations.certification.create': site,
  'reservations.certification.grant': site,
  'reservations.project.read': project,
  'reservations.project.create': site,
  'reservations.project.update': project,
  'reservations.report.read': booking,
  'reservations.commitments.read': undefined,
  'reservations.person.offboard': undefined,
  'webhooks.endpoint.read': endpoint,
  'webhooks.endpoint.create': endpoint,
  'webhooks.endpoint.update': endpoint,
  'webhooks.endpoint.delete': endpoint,
  'webhooks.delivery.read': endpoint,
  'webhooks.delivery.redeliver': endpoint,
  'webhooks.event-type.read': undefined,
  'audit-log.entry.read': entry,
  'audit-log.entry.export': entry,
  'audit-log.chain.verify': undefined,
  'audit-log.access-review.read': undefined,
  'service-requests.offering.read': undefined,
  'service-requests.offering.manage': undefined,
  'service-requests.request.read': request,
  'service-requests.request.create': request,
  'service-requests.request.update': request,
  'service-requests.request.review': request,
  'service-requests.request.merge': request,
  'service-requests.request.override': request,
  'service-requests.request.comment': request,
  'service-requests.service.read': cloudService,
  'service-requests.service.update': cloudService,
  'service-requests.sandbox.update': undefined,
  'service-requests.gitops.read': undefined,
};

/** The letter of each rule, and what it can be asked about. */
const letters: Record<string, [letter: string, subject: string]> = {
  IS_VISIBLE_SITE: ['v', site],
  IS_ADMINISTERED_SITE: ['a', site],
  TYPE_IN_VISIBLE_SITE: ['v', resourceType],
  TYPE_IN_ADMINISTERED_SITE: ['a', resourceType],
  RESOURCE_IN_VISIBLE_SITE: ['v', resource],
  RESOURCE_IN_ADMINISTERED_SITE: ['a', resource],
  IS_GRANTED_SITE: ['g', site],
  TYPE_IN_GRANTED_SITE: ['g', resourceType],
  IS_GRANTED_RESOURCE: ['g', resource],
  IS_TEAM_RESOURCE: ['t', resource],
  IS_TEAM_BOOKING: ['t', booking],
  IS_SITE_AMONG: ['s', site],
  TYPE_IN_SITES: ['s', resourceType],
  IS_GLOBAL_TYPE: ['w', resourceType],
  RESOURCE_IN_SITES: ['s', resource],
  BOOKING_IN_SITES: ['s', booking],
  ENDPOINT_IN_SITES: ['s', endpoint],
  ENTRY_IN_SITES: ['s', entry],
  IS_OWN_BOOKING: ['o', booking],
  IS_PARTICIPANT: ['p', booking],
  IS_APPROVER: ['d', booking],
  BOOKING_OF_OTHERS: ['n', booking],
  BOOKING_IN_VISIBLE_SITES: ['v', booking],
  BOOKING_IN_ADMINISTERED_SITES: ['a', booking],
  IS_PROJECT_HOLDER: ['o', project],
  PROJECT_IN_ADMINISTERED_SITE: ['a', project],
  PROJECT_IN_SITES: ['s', project],
  ENDPOINT_IN_ADMINISTERED_SITE: ['a', endpoint],
  ENTRY_IN_ADMINISTERED_SITES: ['a', entry],
  IS_OWN_REQUEST: ['o', request],
  IS_TEAM_REQUEST: ['t', request],
  REQUEST_OF_OTHERS: ['n', request],
  REQUEST_IN_SITES: ['s', request],
  IS_OWN_SERVICE: ['o', cloudService],
  IS_REQUESTED_SERVICE: ['r', cloudService],
  IS_TEAM_SERVICE: ['t', cloudService],
  SERVICE_IN_SITES: ['s', cloudService],
};

const team = ['group:default/g', 'user:default/colleague'];
const sites = ['resource:default/campus'];

function person(...held: Role[]): Principal {
  const ref = 'user:default/somebody';
  return {
    kind: 'user',
    ref,
    claims: [ref, 'group:default/g'],
    roles: held,
    team,
  };
}

function service(ref: string, plugin?: string): Principal {
  return { kind: 'service', ref, claims: [], roles: [], plugin };
}

function account(role: Role, of: string[] | 'all'): Principal {
  const owner = 'group:default/platform-team';
  return {
    ...service('external:ci'),
    claims: ['external:ci'],
    roles: [role],
    account: { title: 'CI', owner, sites: of },
  };
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
  ac: account('member', sites),
  ke: account('site-admin', sites),
  ro: account('member', 'all'),
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
  const { conditions } = decision;
  expect(conditions).toHaveProperty('anyOf');
  return lettersOf(conditions, principal, subject).sort().join('');
}

/** A condition's letter; where several must hold, their letters in one word. */
function lettersOf(
  criteria: Criteria,
  principal: Principal,
  subject: string | undefined,
): string[] {
  if ('anyOf' in criteria) {
    return criteria.anyOf.flatMap(one => lettersOf(one, principal, subject));
  }
  if ('allOf' in criteria) {
    const all = criteria.allOf.flatMap(one =>
      lettersOf(one, principal, subject),
    );
    return [all.join('')];
  }
  const [letter, asked] = letters[criteria.rule];
  expect(asked).toBe(subject);
  const byLetter: Record<string, object> = {
    s: { sites },
    t: { claims: team },
    w: { claims: [] },
    n: {
      claims: [
        ...principal.claims,
        ...(principal.account ? [principal.account.owner] : []),
      ],
    },
  };
  expect(criteria.params).toEqual(
    byLetter[letter] ?? { claims: principal.claims },
  );
  return [letter];
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
