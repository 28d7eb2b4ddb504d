import type { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_BOOKABLE,
  ANNOTATION_RESOURCE_ID,
  ANNOTATION_SITE_ID,
} from '@callboard/backstage-plugin-reservations-common';

function annotation(entity: Entity, name: string): string | undefined {
  return entity.metadata.annotations?.[name];
}

/** A site of the inventory. */
export function isSiteEntity(entity: Entity): boolean {
  return (
    entity.kind.toLowerCase() === 'resource' &&
    annotation(entity, ANNOTATION_SITE_ID) !== undefined &&
    annotation(entity, ANNOTATION_RESOURCE_ID) === undefined
  );
}

/** A resource of the inventory, or one that asks to be. */
export function isResourceEntity(entity: Entity): boolean {
  return (
    entity.kind.toLowerCase() === 'resource' &&
    (annotation(entity, ANNOTATION_RESOURCE_ID) !== undefined ||
      annotation(entity, ANNOTATION_BOOKABLE) === 'true')
  );
}

export function isManagedEntity(entity: Entity): boolean {
  return isSiteEntity(entity) || isResourceEntity(entity);
}
