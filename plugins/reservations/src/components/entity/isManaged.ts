import type { Entity } from '@backstage/catalog-model';

/** On the catalog entities that the inventory provides. */
export const RESOURCE_ID_ANNOTATION = 'callboard.dev/resource-id';
export const SITE_ID_ANNOTATION = 'callboard.dev/site-id';
/** On an entity of the catalog that asks to be in the inventory. */
export const BOOKABLE_ANNOTATION = 'callboard.dev/bookable';

function annotation(entity: Entity, name: string): string | undefined {
  return entity.metadata.annotations?.[name];
}

/** A site of the inventory. */
export function isSiteEntity(entity: Entity): boolean {
  return (
    entity.kind.toLowerCase() === 'resource' &&
    annotation(entity, SITE_ID_ANNOTATION) !== undefined &&
    annotation(entity, RESOURCE_ID_ANNOTATION) === undefined
  );
}

/** A resource of the inventory, or one that asks to be. */
export function isResourceEntity(entity: Entity): boolean {
  return (
    entity.kind.toLowerCase() === 'resource' &&
    (annotation(entity, RESOURCE_ID_ANNOTATION) !== undefined ||
      annotation(entity, BOOKABLE_ANNOTATION) === 'true')
  );
}

export function isManagedEntity(entity: Entity): boolean {
  return isSiteEntity(entity) || isResourceEntity(entity);
}
