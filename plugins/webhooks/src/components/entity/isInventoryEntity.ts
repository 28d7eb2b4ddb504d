import type { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_BOOKABLE,
  ANNOTATION_RESOURCE_ID,
  ANNOTATION_SITE_ID,
} from '@callboard/backstage-plugin-reservations-common';

/** A site or a resource of the inventory: what events are about. */
export function isInventoryEntity(entity: Entity): boolean {
  const { annotations = {} } = entity.metadata;
  return (
    entity.kind.toLowerCase() === 'resource' &&
    (ANNOTATION_SITE_ID in annotations ||
      ANNOTATION_RESOURCE_ID in annotations ||
      annotations[ANNOTATION_BOOKABLE] === 'true')
  );
}
