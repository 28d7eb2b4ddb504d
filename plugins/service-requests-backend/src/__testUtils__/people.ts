import { mockCredentials } from '@backstage/backend-test-utils';
import { type Entity, parseEntityRef } from '@backstage/catalog-model';

/** Who calls. The developer and their colleague are of one team, the stranger of another. */
export const principals = {
  admin: 'user:default/admin',
  operations: 'user:default/operations',
  reviewer: 'user:default/reviewer',
  reviewer2: 'user:default/reviewer-2',
  lead: 'user:default/lead',
  developer: 'user:default/developer',
  colleague: 'user:default/colleague',
  stranger: 'user:default/stranger',
  auditor: 'user:default/auditor',
  visitor: 'user:default/visitor',
  pipeline: 'external:pipeline',
  reviewBot: 'external:review-bot',
  external: 'external:unknown',
  plugin: 'plugin:catalog',
  nobody: undefined,
} as const;

export type Principal = keyof typeof principals;

export const TEAM = 'group:default/platform';
export const OTHER_TEAM = 'group:default/research';

const groupsOf: Partial<Record<Principal, string[]>> = {
  admin: ['admins'],
  operations: ['operations'],
  reviewer: ['reviewers', 'members'],
  reviewer2: ['reviewers', 'members'],
  lead: ['leads', 'platform'],
  developer: ['members', 'platform'],
  colleague: ['members', 'platform'],
  stranger: ['members', 'research'],
  auditor: ['auditors'],
  visitor: ['visitors'],
};

export const access = {
  roles: {
    'global-admin': ['group:default/admins'],
    operations: ['group:default/operations'],
    'service-reviewer': ['group:default/reviewers'],
    'team-lead': ['group:default/leads'],
    member: ['group:default/members'],
    auditor: ['group:default/auditors'],
    visitor: ['group:default/visitors'],
  },
  serviceAccounts: [
    {
      subject: 'external:pipeline',
      title: 'Pipeline',
      roles: ['member'],
      owner: 'user:default/developer',
      sites: 'all',
    },
    {
      subject: 'external:review-bot',
      title: 'Review bot',
      roles: ['service-reviewer'],
      owner: 'user:default/developer',
      sites: 'all',
    },
  ],
};

function entityOf(ref: string, groups: string[]): Entity {
  const { kind, namespace, name } = parseEntityRef(ref);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: kind === 'user' ? 'User' : 'Group',
    metadata: { name, namespace },
    spec: {},
    relations: groups.map(group => ({
      type: 'memberOf',
      targetRef: `group:default/${group}`,
    })),
  };
}

const groups = [...new Set(Object.values(groupsOf).flat())];

export const entities = [
  ...Object.entries(groupsOf).map(([who, memberOf]) =>
    entityOf(principals[who as Principal]!, memberOf),
  ),
  ...groups.map(group => entityOf(`group:default/${group}`, [])),
];

export function authorizationOf(who: Principal): Record<string, string> {
  const ref = principals[who];
  if (ref === undefined) {
    return {};
  }
  return {
    authorization: ref.startsWith('user:')
      ? mockCredentials.user.header(ref)
      : mockCredentials.service.header({
          onBehalfOf: mockCredentials.service(ref),
          targetPluginId: 'service-requests',
        }),
  };
}
