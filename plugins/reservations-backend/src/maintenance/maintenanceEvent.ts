import type { JsonObject } from '@backstage/types';
import type { NewDomainEvent } from '@callboard/backend-outbox';
import { toInstant } from '@callboard/backend-database';
import type { Inventory } from '../domain/Inventory';
import { resourceFactsData, toJson } from '../events';
import type { MaintenanceRecord } from './MaintenanceRecord';

export type MaintenanceEventType =
  | 'maintenance.scheduled'
  | 'maintenance.changed'
  | 'maintenance.started'
  | 'maintenance.ended'
  | 'maintenance.cancelled';

export function maintenanceEvent(
  type: MaintenanceEventType,
  actor: string,
  window: MaintenanceRecord,
  inventory: Inventory,
  extra: JsonObject = {},
): NewDomainEvent {
  const resource = inventory.resource(window.resource.id);
  return {
    type,
    aggregate: `maintenance:${window.id}`,
    actor,
    refs: {
      resources: [window.resource.entityRef],
      within: resource
        ? inventory.ancestors(resource).map(one => one.entityRef)
        : [],
      site: window.siteRef,
      type: resource?.type.name,
    },
    data: {
      window: maintenanceData(window),
      ...(resource ? { resource: resourceFactsData(resource, inventory) } : {}),
      ...extra,
    },
  };
}

/** A window as events show it. */
export function maintenanceData(window: MaintenanceRecord): JsonObject {
  const { resource, siteId: _, from, until, ...rest } = window;
  return toJson({
    ...rest,
    resourceRef: resource.entityRef,
    resourceTitle: resource.title,
    from: toInstant(from),
    until: toInstant(until),
    createdAt: toInstant(window.createdAt),
    updatedAt: toInstant(window.updatedAt),
  });
}
