import { mockCredentials } from '@backstage/backend-test-utils';
import { type Entity, parseEntityRef } from '@backstage/catalog-model';

/** Who calls; `gone` has a token and is no longer in the catalog. */
export const principals = {
  admin: 'user:default/admin',
  campusAdmin: 'user:default/campus-admin',
  operations: 'user:default/operations',
  member: 'user:default/member',
  auditor: 'user:default/auditor',
  visitor: 'user:default/visitor',
  gone: 'user:default/gone',
  plugin: 'plugin:reservations',
  external: 'external:ci',
  account: 'external:campus-robot',
  nobody: undefined,
} as const;

export type Principal = keyof typeof principals;

const groupsOf: Partial<Record<Principal, string[]>> = {
  admin: ['admins'],
  campusAdmin: ['campus-team'],
  operations: ['operations'],
  member: ['members'],
  auditor: ['auditors'],
  visitor: [],
};
const parentOf: Record<string, string | undefined> = {
  admins: undefined,
  operations: undefined,
  members: undefined,
  auditors: undefined,
  'campus-team': 'members',
};

export const access = {
  roles: {
    'global-admin': ['group:default/admins'],
    operations: ['group:default/operations'],
    member: ['group:default/members'],
    auditor: ['group:default/auditors'],
  },
  serviceAccounts: [
    {
      subject: principals.account,
      title: 'Campus robot',
      roles: ['auditor'],
      sites: ['resource:default/campus'],
      owner: 'group:default/members',
    },
  ],
};

export function person(ref: string, type: string, groups: string[]): Entity {
  const { kind, namespace, name } = parseEntityRef(ref);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: kind === 'user' ? 'User' : 'Group',
    metadata: { name, namespace },
    spec: { profile: { displayName: `The ${name}` } },
    relations: groups.map(group => ({
      type,
      targetRef: `group:default/${group}`,
    })),
  };
}

export const entities = [
  ...Object.entries(groupsOf).map(([who, groups]) =>
    person(principals[who as Principal]!, 'memberOf', groups),
  ),
  ...Object.entries(parentOf).map(([group, parent]) =>
    person(`group:default/${group}`, 'childOf', parent ? [parent] : []),
  ),
];

export function authorizationOf(
  who: Principal,
  targetPluginId: string,
): Record<string, string> {
  const ref = principals[who];
  if (ref === undefined) {
    return {};
  }
  if (ref.startsWith('user:')) {
    return { authorization: mockCredentials.user.header(ref) };
  }
  return {
    authorization: mockCredentials.service.header({
      onBehalfOf: mockCredentials.service(ref),
      targetPluginId,
    }),
  };
}
