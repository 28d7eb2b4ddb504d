import type { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_BOOKABLE,
  ANNOTATION_RESOURCE_ID,
  ANNOTATION_SITE_ID,
} from '@callboard/backstage-plugin-reservations-common';

/** Whom the log names: sites and resources of the inventory, people and groups. */
export function isNamedInLog(entity: Entity): boolean {
  const { annotations = {} } = entity.metadata;
  const kind = entity.kind.toLowerCase();
  if (kind === 'user' || kind === 'group') return true;
  return ANNOTATION_BOOKABLE in annotations
    ? annotations[ANNOTATION_BOOKABLE] === 'true'
    : kind === 'resource' &&
        (ANNOTATION_SITE_ID in annotations ||
          ANNOTATION_RESOURCE_ID in annotations);
}
