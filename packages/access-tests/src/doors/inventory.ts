import type {
  AccessGrant,
  Resource,
  ResourceType,
  Site,
} from '@callboard/backstage-plugin-reservations-common';
import { ACCOUNT_OWNER, callers } from '../portal/people';
import { holds } from '../table/holds';
import { hours, NEWEST } from '../table/world';
import { type Door, door, nothing } from './Door';

const retitled = { headers: NEWEST, body: { title: 'Other' } };
let count = 0;
const name = () => {
  count += 1;
  return `by-a-door-${count}`;
};

const plugin = 'reservations';

const newSite = () => ({ name: name(), title: 'New', timeZone: 'UTC' });
const newType = ({ entityRef }: Site) => ({
  name: name(),
  title: 'New',
  colour: '#123456',
  siteRef: entityRef,
});
const newResource = ({ entityRef }: Site) => ({
  name: name(),
  siteRef: entityRef,
  type: 'plain',
});

const sites: Door[] = [
  door({
    plugin,
    operation: 'createSite',
    permission: 'reservations.site.create',
    named: 'nothing',
    things: nothing,
    request: () => ['POST', '/sites', { body: newSite() }],
    status: 201,
    actions: () => [{ action: 'create-site', input: newSite() }],
  }),
  door<Site>({
    plugin,
    operation: 'getSite',
    permission: 'reservations.site.read',
    sees: 'reservations.site.read',
    named: 'path',
    things: world => world.variants.sites,
    request: ({ is }) => ['GET', `/sites/${is.id}`],
    status: 200,
  }),
  door<Site>({
    plugin,
    operation: 'updateSite',
    permission: 'reservations.site.update',
    sees: 'reservations.site.read',
    named: 'path',
    things: world => world.variants.sites,
    request: ({ is }) => ['PATCH', `/sites/${is.id}`, retitled],
    status: 200,
    changes: true,
    actions: ({ is }) => [
      {
        action: 'update-site',
        input: { id: is.id, version: is.version, title: 'Other' },
      },
    ],
  }),
  door<Site>({
    plugin,
    operation: 'archiveSite',
    permission: 'reservations.site.archive',
    sees: 'reservations.site.read',
    named: 'path',
    things: world => world.variants.sites,
    request: ({ is }) => ['DELETE', `/sites/${is.id}`],
    status: 204,
    changes: true,
    actions: ({ is }) => [{ action: 'archive-site', input: { id: is.id } }],
  }),
  door<Site>({
    plugin,
    operation: 'listSiteMembers',
    permission: 'reservations.site.read',
    sees: 'reservations.site.read',
    named: 'path',
    // Who else may come in is not for who is let in for a time.
    refuses: (caller, thing) =>
      caller.kind === 'user' &&
      holds('granted', caller, thing) &&
      !['admin', 'operations', 'auditor'].some(role =>
        caller.roles.some(one => one.includes(role)),
      ),
    things: world => world.variants.sites,
    request: ({ is }) => ['GET', `/sites/${is.id}/members`],
    status: 200,
    actions: ({ is }) => [
      { action: 'list-site-members', input: { siteId: is.id } },
    ],
  }),
  door<Site>({
    plugin,
    operation: 'updateSiteMembers',
    permission: 'reservations.site.update',
    sees: 'reservations.site.read',
    named: 'path',
    things: world => world.variants.sites,
    request: ({ is }) => [
      'POST',
      `/sites/${is.id}/members`,
      { body: { add: [{ ref: ACCOUNT_OWNER, role: 'member' }] } },
    ],
    status: 200,
    actions: ({ is }) => [
      {
        action: 'update-site-members',
        input: {
          siteId: is.id,
          add: [{ ref: ACCOUNT_OWNER, role: 'member' }],
        },
      },
    ],
  }),
];

const types: Door[] = [
  door<Site>({
    plugin,
    operation: 'createResourceType',
    permission: 'reservations.resource-type.create',
    sees: 'reservations.site.read',
    named: 'body',
    things: world => world.variants.places,
    request: ({ is }) => ['POST', '/resource-types', { body: newType(is) }],
    status: 201,
    actions: ({ is }) => [
      { action: 'create-resource-type', input: newType(is) },
    ],
  }),
  door<ResourceType>({
    plugin,
    operation: 'getResourceType',
    permission: 'reservations.resource-type.read',
    sees: 'reservations.resource-type.read',
    named: 'path',
    things: world => world.variants.types,
    request: ({ is }) => ['GET', `/resource-types/${is.id}`],
    status: 200,
  }),
  door<ResourceType>({
    plugin,
    operation: 'updateResourceType',
    permission: 'reservations.resource-type.update',
    sees: 'reservations.resource-type.read',
    named: 'path',
    things: world => world.variants.types,
    request: ({ is }) => ['PATCH', `/resource-types/${is.id}`, retitled],
    status: 200,
    changes: true,
    actions: ({ is }) => [
      {
        action: 'update-resource-type',
        input: { id: is.id, version: is.version, title: 'Other' },
      },
    ],
  }),
  door<ResourceType>({
    plugin,
    operation: 'deleteResourceType',
    permission: 'reservations.resource-type.delete',
    sees: 'reservations.resource-type.read',
    named: 'path',
    things: world => world.variants.types,
    request: ({ is }) => ['DELETE', `/resource-types/${is.id}`],
    status: 204,
    changes: true,
    actions: ({ is }) => [
      { action: 'delete-resource-type', input: { id: is.id } },
    ],
  }),
];

const resources: Door[] = [
  door<Site>({
    plugin,
    operation: 'createResource',
    permission: 'reservations.resource.create',
    sees: 'reservations.site.read',
    named: 'body',
    things: world => world.variants.places,
    request: ({ is }) => ['POST', '/resources', { body: newResource(is) }],
    status: 201,
    actions: ({ is }) => [
      { action: 'create-resource', input: newResource(is) },
    ],
  }),
  door<Resource>({
    plugin,
    operation: 'getResource',
    permission: 'reservations.resource.read',
    sees: 'reservations.resource.read',
    named: 'path',
    things: world => world.variants.resources,
    request: ({ is }) => ['GET', `/resources/${is.id}`],
    status: 200,
  }),
  door<Resource>({
    plugin,
    operation: 'updateResource',
    permission: 'reservations.resource.update',
    sees: 'reservations.resource.read',
    named: 'path',
    things: world => world.variants.resources,
    request: ({ is }) => ['PATCH', `/resources/${is.id}`, retitled],
    status: 200,
    changes: true,
    actions: ({ is }) => [
      {
        action: 'update-resource',
        input: { id: is.id, version: is.version, title: 'Other' },
      },
    ],
  }),
  door<Resource>({
    plugin,
    operation: 'archiveResource',
    permission: 'reservations.resource.archive',
    sees: 'reservations.resource.read',
    named: 'path',
    things: world => world.variants.resources,
    request: ({ is }) => ['DELETE', `/resources/${is.id}`],
    status: 204,
    changes: true,
    actions: ({ is }) => [{ action: 'archive-resource', input: { id: is.id } }],
  }),
];

const newGrant = ({ entityRef }: Site) => ({
  subjectRef: callers.formerGuest.ref,
  siteRef: entityRef,
  from: hours(400),
  until: hours(401),
});

const accessGrants: Door[] = [
  door<Site>({
    plugin,
    operation: 'createAccessGrant',
    permission: 'reservations.access-grant.create',
    sees: 'reservations.site.read',
    named: 'body',
    things: world => world.variants.places,
    request: ({ is }) => ['POST', '/access-grants', { body: newGrant(is) }],
    status: 201,
    actions: ({ is }) => [
      { action: 'create-access-grant', input: newGrant(is) },
    ],
  }),
  door<AccessGrant>({
    plugin,
    operation: 'getAccessGrant',
    permission: 'reservations.access-grant.read',
    sees: 'reservations.access-grant.read',
    named: 'path',
    things: world => world.variants.accessGrants,
    request: ({ is }) => ['GET', `/access-grants/${is.id}`],
    status: 200,
  }),
  door<AccessGrant>({
    plugin,
    operation: 'updateAccessGrant',
    permission: 'reservations.access-grant.update',
    sees: 'reservations.access-grant.read',
    named: 'path',
    things: world => world.variants.accessGrants,
    request: ({ is }) => [
      'PATCH',
      `/access-grants/${is.id}`,
      { headers: NEWEST, body: { until: hours(450) } },
    ],
    status: 200,
    changes: true,
    actions: ({ is }) => [
      {
        action: 'update-access-grant',
        input: { id: is.id, version: is.version, until: hours(450) },
      },
    ],
  }),
  door<AccessGrant>({
    plugin,
    operation: 'revokeAccessGrant',
    permission: 'reservations.access-grant.update',
    sees: 'reservations.access-grant.read',
    named: 'path',
    things: world => world.variants.accessGrants,
    request: ({ is }) => ['POST', `/access-grants/${is.id}/revoke`],
    status: 200,
    actions: ({ is }) => [
      { action: 'revoke-access-grant', input: { id: is.id } },
    ],
    changes: true,
  }),
];

export const inventoryDoors = [
  ...sites,
  ...types,
  ...resources,
  ...accessGrants,
];
