import type { Principal } from '@callboard/access-policy';
import type { RoleMapping } from '@callboard/access-principals';
import {
  type Right,
  RIGHT_ROLES,
  type RightRole,
  type RightSource,
} from '@callboard/backstage-plugin-audit-log-common';
import type { People, Person } from './CatalogPeople';
import { NO_ROLE_IN_CONFIG, rolesWithSources } from './facts';
import type { Grant, SitePlace } from './ReservationsRights';

/** Epoch milliseconds since when somebody is in a group, or has a role through it. */
export interface Since {
  membership(person: string, group: string): number | undefined;
  role(person: string, role: string, through: string): number | undefined;
}

export interface RightsInput {
  people: People;
  mapping: Pick<RoleMapping, 'rolesOf'>;
  places: SitePlace[];
  grants: Grant[];
  accounts: Principal[];
  since: Since;
}

const PLACES = {
  admin: 'site-admin',
  member: 'site-member',
} as const satisfies Record<SitePlace['role'], RightRole>;

/** One row for each right of everybody, by principal, strongest first. */
export function rightsOf(input: RightsInput): Right[] {
  const places = groupBy(input.places, ({ ref }) => ref);
  const grants = groupBy(input.grants, ({ subjectRef }) => subjectRef);
  const rights = [
    ...input.people.persons.flatMap(person => [
      ...rolesOf(person, input),
      ...person.claims.flatMap(claim => [
        ...(places.get(claim) ?? []).map(place =>
          placeOf(person, claim, place, input),
        ),
        ...(grants.get(claim) ?? []).map(grant => grantOf(person, grant)),
      ]),
    ]),
    ...input.accounts.flatMap(account => accountRights(account, input.places)),
  ];
  return rights
    .map(right => ({ right, key: keyOf(right) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ right }) => right);
}

/** What rows are ordered by, and pages continued from. */
export function keyOf({ principal, role, scope, through }: Right): string {
  const rank = String(RIGHT_ROLES.indexOf(role)).padStart(2, '0');
  const where = [scope.siteRef ?? '', scope.resourceRef ?? ''];
  return [principal, rank, ...where, through.kind, through.ref].join('\n');
}

function rolesOf(person: Person, { mapping, people, since }: RightsInput) {
  return rolesWithSources(person.claims, mapping).map(
    ({ role, through }): Right => ({
      ...by(person),
      role,
      scope: { kind: 'everywhere' },
      through:
        through === NO_ROLE_IN_CONFIG
          ? { kind: 'config', ref: through }
          : sourceOf(person, through, people),
      since: instant(since.role(person.ref, role, through)),
    }),
  );
}

function placeOf(
  person: Person,
  claim: string,
  place: SitePlace,
  { people, since }: RightsInput,
): Right {
  const { siteRef, siteTitle } = place;
  const joined = since.membership(person.ref, claim);
  const named = Date.parse(place.since);
  return {
    ...by(person),
    role: PLACES[place.role],
    scope: { kind: 'site', siteRef, title: siteTitle },
    through:
      claim === person.ref
        ? { kind: 'site', ref: siteRef, title: siteTitle }
        : sourceOf(person, claim, people),
    since: instant(joined === undefined ? named : Math.max(joined, named)),
  };
}

function grantOf(person: Person, grant: Grant): Right {
  const { siteRef, siteTitle, resourceRef } = grant;
  return {
    ...by(person),
    role: 'guest',
    scope: resourceRef
      ? { kind: 'resource', siteRef, resourceRef, title: siteTitle }
      : { kind: 'site', siteRef, title: siteTitle },
    through: { kind: 'grant', ref: grant.id },
    since: grant.from,
    until: grant.until,
  };
}

function accountRights(principal: Principal, places: SitePlace[]): Right[] {
  const titles = new Map(
    places.map(({ siteRef, siteTitle }) => [siteRef, siteTitle]),
  );
  const sites = principal.account?.sites ?? [];
  const scopes: Right['scope'][] =
    sites === 'all'
      ? [{ kind: 'everywhere' }]
      : sites.map(siteRef => ({
          kind: 'site',
          siteRef,
          title: titles.get(siteRef),
        }));
  return principal.roles.flatMap(role =>
    scopes.map(scope => ({
      principal: principal.ref,
      kind: 'service' as const,
      title: principal.account?.title,
      role,
      scope,
      through: {
        kind: 'config' as const,
        ref: 'callboard.access.serviceAccounts',
      },
    })),
  );
}

function by(person: Person) {
  return { principal: person.ref, kind: 'user' as const, title: person.title };
}

function sourceOf(person: Person, ref: string, people: People): RightSource {
  const kind = ref === person.ref ? 'user' : 'group';
  return { kind, ref, title: people.titles.get(ref) };
}

function instant(at: number | undefined): string | undefined {
  return at === undefined ? undefined : new Date(at).toISOString();
}

function groupBy<T>(items: T[], keyOfItem: (item: T) => string) {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOfItem(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}
