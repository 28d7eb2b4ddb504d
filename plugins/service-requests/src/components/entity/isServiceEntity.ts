import type { Entity } from '@backstage/catalog-model';
import { SERVICE_ID_ANNOTATION } from '@callboard/backstage-plugin-service-requests-common';

/** A service of the portal, as the catalog has it. */
export function isServiceEntity(entity: Entity): boolean {
  return Boolean(entity.metadata.annotations?.[SERVICE_ID_ANNOTATION]);
}
