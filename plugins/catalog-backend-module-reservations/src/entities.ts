import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
  parseEntityRef,
} from '@backstage/catalog-model';
import {
  ANNOTATION_PARENT,
  ANNOTATION_RESOURCE_ID,
  ANNOTATION_SITE,
  ANNOTATION_SITE_ID,
  ANNOTATION_TYPE,
  ANNOTATION_VISIBILITY,
  type Resource,
  type Site,
  SPEC_VISIBLE_TO,
} from '@callboard/backstage-plugin-reservations-common';

/** Where the catalog says that our entities come from. */
export const LOCATION = 'callboard:reservations';

/** What of a site its entity, and those of its resources, are made from. */
export type SiteFacts = Pick<
  Site,
  | 'id'
  | 'entityRef'
  | 'name'
  | 'title'
  | 'description'
  | 'visibility'
  | 'admins'
  | 'members'
>;

export function siteEntity(site: SiteFacts): Entity {
  return entity(site, site, {
    type: 'site',
    owner: site.admins[0],
    annotations: { [ANNOTATION_SITE_ID]: site.id },
  });
}

export function resourceEntity(
  resource: Pick<
    Resource,
    | 'id'
    | 'entityRef'
    | 'name'
    | 'title'
    | 'description'
    | 'siteRef'
    | 'type'
    | 'parentRef'
    | 'owner'
  >,
  site: SiteFacts,
): Entity {
  return entity(resource, site, {
    type: resource.type,
    owner: resource.owner ?? site.admins[0],
    annotations: {
      [ANNOTATION_RESOURCE_ID]: resource.id,
      [ANNOTATION_SITE]: resource.siteRef,
      [ANNOTATION_TYPE]: resource.type,
      ...(resource.parentRef && { [ANNOTATION_PARENT]: resource.parentRef }),
    },
  });
}

function entity(
  thing: Pick<Site, 'entityRef' | 'name' | 'title' | 'description'>,
  site: SiteFacts,
  facts: {
    type: string;
    owner?: string;
    annotations: Record<string, string>;
  },
): Entity {
  const restricted = site.visibility === 'members';
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: thing.name,
      namespace: parseEntityRef(thing.entityRef).namespace,
      title: thing.title,
      ...(thing.description && { description: thing.description }),
      annotations: {
        [ANNOTATION_LOCATION]: LOCATION,
        [ANNOTATION_ORIGIN_LOCATION]: LOCATION,
        ...facts.annotations,
        ...(restricted && { [ANNOTATION_VISIBILITY]: 'members' }),
      },
    },
    spec: {
      type: facts.type,
      // An owner gets a relation back to what it owns, which everybody may read
      // who may read the owner. What only members may know of therefore has no
      // owner outside its site.
      owner: (!restricted && facts.owner) || site.entityRef,
      ...(restricted && {
        [SPEC_VISIBLE_TO]: [...new Set([...site.admins, ...site.members])],
      }),
    },
  };
}
