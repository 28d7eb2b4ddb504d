import { isDeepStrictEqual } from 'node:util';
import {
  AuthorizeResult,
  createPermission,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { Principal, Role } from '@callboard/access-policy';
import { decidePortalPermission } from './decidePortalPermission';
import { visibleEntities } from './visibleEntities';

type Action = Permission['attributes']['action'];

function permission(
  name: string,
  action?: Action,
  resourceType?: string,
): Permission {
  const attributes = { action };
  return resourceType
    ? createPermission({ name, attributes, resourceType })
    : createPermission({ name, attributes });
}

const permissions = [
  permission('catalog.entity.read', 'read', 'catalog-entity'),
  permission('catalog.entity.create', 'create'),
  permission('catalog.entity.refresh', 'update', 'catalog-entity'),
  permission('catalog.entity.delete', 'delete', 'catalog-entity'),
  permission('catalog.location.create', 'create'),
  permission('catalog.location.delete', 'delete'),
  permission('catalog.ingestion.manage', 'update'),
  permission('devtools.info.read', 'read'),
  permission('scaffolder.template.step.read', 'read', 'scaffolder-template'),
  permission('scaffolder.action.execute', undefined, 'scaffolder-action'),
  permission('scaffolder.task.create', 'create'),
  permission('scaffolder.task.read', 'read', 'scaffolder-task'),
  permission('scaffolder.task.cancel', undefined, 'scaffolder-task'),
  permission('somebody.elses.thing', 'update'),
];

const owner = 'user:default/somebody';
const claims = [owner, 'group:default/some'];

/** A allow, - deny, o one's own only, v what one may see. */
const expected: Record<string, string> = {
  //            catalog  dev  scaffolder  else
  'global-admin': 'AAAAAAA A AAAAA A',
  operations: 'AAA-A-- - AAAoo A',
  'service-reviewer': 'vAv-A-- - AAAoo A',
  'team-lead': 'vAv-A-- - AAAoo A',
  member: 'vAv-A-- - AAAoo A',
  auditor: 'A------ - A--A- -',
  visitor: '------- - ----- -',
  '': '------- - ----- -',
  'visitor,member': 'vAv-A-- - AAAoo A',
  'auditor,member': 'A------ - A--A- -',
  'auditor,global-admin': 'A------ A A--A- -',
};

const ownTasksOnly: PolicyDecision = {
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'scaffolder',
  resourceType: 'scaffolder-task',
  conditions: {
    rule: 'IS_TASK_OWNER',
    resourceType: 'scaffolder-task',
    params: { createdBy: [owner] },
  },
};

function markOf(decision: PolicyDecision, principal: Principal): string {
  if (decision.result === AuthorizeResult.CONDITIONAL) {
    if (isDeepStrictEqual(decision, visibleEntities(principal))) {
      return 'v';
    }
    return isDeepStrictEqual(decision, ownTasksOnly) ? 'o' : '?';
  }
  return decision.result === AuthorizeResult.ALLOW ? 'A' : '-';
}

describe('decidePortalPermission', () => {
  it.each(Object.entries(expected))('as %s: %s', (held, cells) => {
    const roles = held.split(',').filter(Boolean) as Role[];
    const principal = { kind: 'user' as const, ref: owner, claims, roles };
    const actual = permissions.map(asked =>
      markOf(decidePortalPermission(principal, asked), principal),
    );
    const wanted = cells.replaceAll(' ', '').split('');
    const named = (marks: string[]) =>
      permissions.map(({ name }, index) => `${name} ${marks[index]}`);
    expect(named(actual)).toEqual(named(wanted));
  });
});
