import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  DEFAULT_NAMESPACE,
  Entity,
} from '@backstage/catalog-model';
import { toEntityName, uniqueNames } from './names';
import { DirectorySnapshot, KeycloakGroup, KeycloakUser } from './types';

export const KEYCLOAK_ID_ANNOTATION = 'keycloak.org/id';
export const KEYCLOAK_REALM_ANNOTATION = 'keycloak.org/realm';
/** Where realm roles are, so that no group can pass for one. */
export const REALM_ROLE_NAMESPACE = 'realm-role';

/** An attribute of a group that says what `spec.type` it has in the catalog. */
const TYPE_ATTRIBUTE = 'callboard.type';
const DEFAULT_GROUP_TYPE = 'team';

interface Source {
  baseUrl: string;
  realm: string;
}

export interface DirectoryEntities {
  entities: Entity[];
  /** What has no entity, because two would have the same. Nobody's rights. */
  ambiguous: string[];
}

/**
 * Users, groups and realm roles as the catalog knows them. Disabled people are
 * left out. A realm role is a group whose children are the groups that hold it:
 * who is in one of them has what the role gives.
 *
 * Two people, or two groups, that would have the same name get no entity at all:
 * rights hang on names, and one must not have the other's.
 */
export function toEntities(
  { users, groups }: DirectorySnapshot,
  source: Source,
): DirectoryEntities {
  const people = users.filter(user => user.enabled === true);
  const userNames = uniqueNames(people, user => toEntityName(user.username));
  const groupNames = uniqueNames(groups, group =>
    toEntityName(group.path.replace(/^\//, '')),
  );
  const roles = [...new Set(groups.flatMap(g => g.realmRoles ?? []))];
  const roleNames = uniqueNames(
    roles.map(role => ({ id: role })),
    role => toEntityName(role.id),
  );
  return {
    entities: [
      ...people
        .filter(user => userNames.has(user.id))
        .map(user =>
          toUser(
            user,
            userNames,
            namesOfGroups(user, groups, groupNames),
            source,
          ),
        ),
      ...groups
        .filter(group => groupNames.has(group.id))
        .map(group => toGroup(group, groupNames, source)),
      ...roles
        .filter(role => roleNames.has(role))
        .map(role => toRoleGroup(role, roleNames, groups, groupNames, source)),
    ],
    ambiguous: [
      ...people.filter(u => !userNames.has(u.id)).map(u => u.username),
      ...groups.filter(g => !groupNames.has(g.id)).map(g => g.path),
      ...roles.filter(role => !roleNames.has(role)),
    ],
  };
}

function namesOfGroups(
  user: KeycloakUser,
  groups: KeycloakGroup[],
  names: Map<string, string>,
): string[] {
  return groups
    .filter(group => group.members.some(member => member.id === user.id))
    .flatMap(group => names.get(group.id) ?? [])
    .sort();
}

function toUser(
  user: KeycloakUser,
  names: Map<string, string>,
  memberOf: string[],
  source: Source,
): Entity {
  const displayName = [user.firstName, user.lastName].filter(Boolean).join(' ');
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: {
      name: names.get(user.id)!,
      namespace: DEFAULT_NAMESPACE,
      annotations: annotate(`users/${user.id}`, user.id, source),
    },
    spec: {
      profile: {
        displayName: displayName || user.username,
        ...(user.emailVerified && user.email ? { email: user.email } : {}),
      },
      memberOf,
    },
  };
}

function toGroup(
  group: KeycloakGroup,
  names: Map<string, string>,
  source: Source,
): Entity {
  const parent = group.parentId && names.get(group.parentId);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: {
      name: names.get(group.id)!,
      namespace: DEFAULT_NAMESPACE,
      annotations: annotate(`groups/${group.id}`, group.id, source),
    },
    spec: {
      type: group.attributes?.[TYPE_ATTRIBUTE]?.[0] ?? DEFAULT_GROUP_TYPE,
      profile: { displayName: group.name },
      ...(parent ? { parent } : {}),
      children: [],
    },
  };
}

function toRoleGroup(
  role: string,
  roleNames: Map<string, string>,
  groups: KeycloakGroup[],
  groupNames: Map<string, string>,
  source: Source,
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: {
      name: roleNames.get(role)!,
      namespace: REALM_ROLE_NAMESPACE,
      annotations: annotate(`roles/${encodeURIComponent(role)}`, role, source),
    },
    spec: {
      type: 'realm-role',
      profile: { displayName: role },
      children: groups
        .filter(group => group.realmRoles?.includes(role))
        .flatMap(group => groupNames.get(group.id) ?? [])
        .map(name => `group:${DEFAULT_NAMESPACE}/${name}`)
        .sort(),
    },
  };
}

function annotate(path: string, id: string, { baseUrl, realm }: Source) {
  const location = `url:${baseUrl}/admin/realms/${encodeURIComponent(
    realm,
  )}/${path}`;
  return {
    [ANNOTATION_LOCATION]: location,
    [ANNOTATION_ORIGIN_LOCATION]: location,
    [KEYCLOAK_ID_ANNOTATION]: id,
    [KEYCLOAK_REALM_ANNOTATION]: realm,
  };
}
