import { type Entity, parseEntityRef } from '@backstage/catalog-model';
import type { Role } from '@callboard/access-policy';

/** Somebody or something that calls, and what config and catalog make of them. */
export interface Caller {
  kind: 'user' | 'account' | 'plugin' | 'external' | 'nobody';
  /** Entity ref or subject; empty for nobody. */
  ref: string;
  roles: Role[];
  /** Groups in the catalog, and their own ref, where they have one. */
  claims: string[];
  /** For a team lead: the teams and their people. */
  team: string[];
  /** For a service account. */
  sites?: string[] | 'all';
}

const group = (name: string) => `group:default/${name}`;
const user = (name: string) => `user:default/${name}`;

/** Each role comes from a group, and from no other. */
const groupOfRole = {
  'global-admin': group('admins'),
  operations: group('operations'),
  'service-reviewer': group('reviewers'),
  'team-lead': group('leads'),
  member: group('members'),
  auditor: group('auditors'),
} as const satisfies Partial<Record<Role, string>>;

const ASSIGNED = Object.keys(groupOfRole) as (keyof typeof groupOfRole)[];

export const LAB = group('lab');
const OTHER_TEAM = group('other-team');
const VAULT_TEAM = group('vault-team');
const TEAMS = [LAB, OTHER_TEAM];

export const CAMPUS = 'resource:default/campus';
export const VAULT = 'resource:default/vault';
export const CLOUD = 'resource:default/cloud';

/** Further sites that the accounts of the campus are for, by the names they get. */
export const campusNames = Array.from(
  { length: 100 },
  (_, index) => `campus-${index + 1}`,
);
const CAMPUSES = [
  CAMPUS,
  ...campusNames.map(name => `resource:default/${name}`),
];

function person(name: string, roles: Role[], groups: string[] = []): Caller {
  const ref = user(name);
  const held = ASSIGNED.filter(role => roles.includes(role));
  return {
    kind: 'user',
    ref,
    roles,
    claims: [ref, ...groups, ...held.map(role => groupOfRole[role])],
    team: [],
  };
}

/** In the catalog, in no group of config: a visitor. */
const guest = (name: string) => person(name, ['visitor']);

/** Leads the first group, and with it the people of it. */
const lead = (name: string, team: string[]): Caller => ({
  ...person(name, ['team-lead'], team.slice(0, 1)),
  team,
});

function account(subject: string, role: Role, sites: string[] | 'all'): Caller {
  const ref = `external:${subject}`;
  return {
    kind: 'account',
    ref,
    roles: [role],
    claims: [ref],
    team: [],
    sites,
  };
}

const stranger = (kind: Caller['kind'], ref: string): Caller => ({
  kind,
  ref,
  roles: [],
  claims: [],
  team: [],
});

/**
 * Every role alone, roles joined, every way to stand to a site, a booking or a
 * team, and everything that calls and is nobody.
 */
export const callers = {
  admin: person('admin', ['global-admin']),
  operations: person('operations', ['operations']),
  opsAdmin: person('ops-admin', ['operations']),
  reviewer: person('reviewer', ['service-reviewer']),
  lead: lead('lead', [LAB, user('lead'), user('researcher')]),
  leadAdmin: lead('lead-admin', []),
  researcher: person('researcher', ['member'], [LAB]),
  colleague: person('colleague', ['member']),
  developer: person('developer', ['member']),
  campusAdmin: person('campus-admin', ['member']),
  cloudAdmin: person('cloud-admin', ['member']),
  vaultAdmin: person('vault-admin', ['member']),
  insider: person('insider', ['member'], [VAULT_TEAM]),
  auditor: person('auditor', ['auditor']),
  auditorAdmin: person('auditor-admin', ['global-admin', 'auditor']),
  auditorCampus: person('auditor-campus', ['member', 'auditor']),
  visitor: guest('visitor'),
  guest: guest('guest'),
  keyholder: guest('keyholder'),
  formerGuest: guest('former-guest'),
  memberGuest: person('member-guest', ['member']),
  opsGuest: person('ops-guest', ['operations']),
  leadGuest: lead('lead-guest', [OTHER_TEAM, user('lead-guest')]),
  gone: stranger('user', user('gone')),
  plugin: stranger('plugin', 'plugin:catalog'),
  webhooks: stranger('plugin', 'plugin:webhooks'),
  external: stranger('external', 'external:stranger'),
  memberBot: account('member-bot', 'member', CAMPUSES),
  siteBot: account('site-bot', 'site-admin', CAMPUSES),
  operationsBot: account('operations-bot', 'operations', CAMPUSES),
  adminBot: account('admin-bot', 'global-admin', CAMPUSES),
  auditBot: account('audit-bot', 'auditor', CAMPUSES),
  leadBot: account('lead-bot', 'team-lead', [VAULT]),
  reviewBot: account('review-bot', 'service-reviewer', CAMPUSES),
  everywhereBot: account('everywhere-bot', 'member', 'all'),
  adminEverywhereBot: account('admin-everywhere-bot', 'global-admin', 'all'),
  nowhereBot: account('nowhere-bot', 'global-admin', []),
  nobody: stranger('nobody', ''),
} satisfies Record<string, Caller>;

export type Who = keyof typeof callers;

export const everyone = Object.keys(callers) as Who[];

/** The owner of what service accounts book. */
export const ACCOUNT_OWNER = group('bot-owners');

function entityOf(ref: string, more: Partial<Entity>): Entity {
  const { kind, namespace, name } = parseEntityRef(ref);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: kind === 'user' ? 'User' : 'Group',
    metadata: { name, namespace },
    ...more,
  };
}

const relations = (type: string, refs: string[]) =>
  refs.map(targetRef => ({ type, targetRef }));

/** What the catalog knows; whoever is in `left` has left. */
export function entities(left: ReadonlySet<string> = new Set()): Entity[] {
  const template: Entity = {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: { name: 'book', namespace: 'default' },
    spec: {
      owner: ACCOUNT_OWNER,
      type: 'service',
      parameters: [],
      steps: [
        {
          id: 'book',
          name: 'Book',
          action: 'reservations:create-booking',
          input: {
            resourceRefs: '${{ parameters.resourceRefs }}',
            start: '${{ parameters.start }}',
            end: '${{ parameters.end }}',
            title: 'By a template',
          },
        },
      ],
    },
  };
  const people = Object.values<Caller>(callers).filter(
    ({ ref }) => ref.startsWith('user:') && !left.has(ref),
  );
  const groups = [
    ...Object.values(groupOfRole),
    ...TEAMS,
    VAULT_TEAM,
    ACCOUNT_OWNER,
  ];
  return [
    template,
    ...people.map(({ ref, claims }) =>
      entityOf(ref, {
        spec: {},
        relations: relations('memberOf', claims.slice(1)),
      }),
    ),
    ...groups.map(ref =>
      entityOf(ref, {
        spec: { type: TEAMS.includes(ref) ? 'team' : 'role', children: [] },
        relations: relations(
          'hasMember',
          people
            .filter(({ claims }) => claims.includes(ref))
            .map(one => one.ref),
        ),
      }),
    ),
  ];
}

/** `callboard.access`. */
export const accessConfig = {
  roles: Object.fromEntries(ASSIGNED.map(role => [role, [groupOfRole[role]]])),
  serviceAccounts: Object.values<Caller>(callers)
    .filter(({ kind }) => kind === 'account')
    .map(({ ref, roles, sites }) => ({
      subject: ref,
      title: ref,
      roles,
      sites: sites!,
      owner: ACCOUNT_OWNER,
    })),
};
