import { at, SITE, step, type Step } from './step';

/** Sites, types, resources, and who may be there. */
export const inventorySteps: Step[] = [
  step(
    'createSite',
    'admin',
    'POST /sites',
    { name: 'lab', title: 'Lab', timeZone: 'UTC' },
    ['site.created'],
    { keep: 'site' },
  ),
  step('updateSite', 'admin', 'PATCH /sites/{site}', { title: 'The lab' }, [
    'site.changed',
  ]),
  step(
    'updateSiteMembers',
    'admin',
    'POST /sites/{site}/members',
    {
      add: [
        { ref: 'user:default/researcher', role: 'member' },
        { ref: 'user:default/leaver', role: 'member' },
      ],
    },
    ['member.added', 'member.added'],
  ),
  step(
    'createResourceType',
    'admin',
    'POST /resource-types',
    { name: 'machine', title: 'Machine', colour: '#1f6feb' },
    ['type.created'],
  ),
  step(
    'createResourceType',
    'admin',
    'POST /resource-types',
    { name: 'spare', title: 'Spare', colour: '#1f6feb' },
    ['type.created'],
    { keep: 'type' },
  ),
  step(
    'updateResourceType',
    'admin',
    'PATCH /resource-types/{type}',
    { title: 'Spare one' },
    ['type.changed'],
  ),
  step(
    'deleteResourceType',
    'admin',
    'DELETE /resource-types/{type}',
    undefined,
    ['type.deleted'],
  ),
  step(
    'createResource',
    'admin',
    'POST /resources',
    { name: 'node', siteRef: SITE, type: 'machine' },
    ['resource.created'],
  ),
  step(
    'createResource',
    'admin',
    'POST /resources',
    { name: 'old', siteRef: SITE, type: 'machine' },
    ['resource.created'],
    { keep: 'resource' },
  ),
  step(
    'updateResource',
    'admin',
    'PATCH /resources/{resource}',
    { title: 'Old one' },
    ['resource.changed'],
  ),
  step(
    'updateResource',
    'admin',
    'PATCH /resources/{resource}',
    { status: 'maintenance' },
    ['resource.status_changed'],
  ),
  step('archiveResource', 'admin', 'DELETE /resources/{resource}', undefined, [
    'resource.archived',
  ]),
  step(
    'createAccessGrant',
    'admin',
    'POST /access-grants',
    { subjectRef: 'user:default/colleague', siteRef: SITE, until: at(100) },
    ['grant.created'],
    { keep: 'grant' },
  ),
  step(
    'updateAccessGrant',
    'admin',
    'PATCH /access-grants/{grant}',
    { until: at(200) },
    ['grant.changed'],
  ),
  step('revokeAccessGrant', 'admin', 'POST /access-grants/{grant}/revoke', {}, [
    'grant.revoked',
  ]),
];
