import { randomUUID } from 'node:crypto';
import type { FieldError } from '@callboard/backend-openapi';
import type { NewItem } from '@callboard/backstage-plugin-service-requests-common';
import type { OfferingDefinition } from '../offerings';
import type { ServiceRecord } from '../services/types';
import type { ItemRecord } from './types';

/** What items may name. */
export interface Named {
  offering(name: string, version?: number): OfferingDefinition | undefined;
  service(entityRef: string): ServiceRecord | undefined;
}

/** An item, and what it is about; what is unknown is absent. */
export interface PreparedItem extends ItemRecord {
  definition?: OfferingDefinition;
  /** The service that it changes. */
  target?: ServiceRecord;
}

/**
 * Items as they are stored. Placements keep the ids that they had before, since
 * manifests carry them; a change of a service goes by the version of the
 * offering that made it, everything new by the latest.
 */
export function prepareItems(
  items: readonly NewItem[],
  regions: readonly string[],
  named: Named,
  before: readonly ItemRecord[] = [],
): { items: PreparedItem[]; fields: FieldError[] } {
  const fields: FieldError[] = [];
  const prepared = items.map((item, index): PreparedItem => {
    const field = `items/${index}`;
    const target =
      item.targetRef === undefined
        ? undefined
        : named.service(item.targetRef.toLowerCase());
    const definition = named.offering(item.offering, target?.offeringVersion);
    const creates = item.operation === 'create';
    const complain = (at: string, problem: string) =>
      fields.push({
        field: `${field}/${at}`,
        message: `${field}/${at} ${problem}`,
      });
    if (!definition) {
      complain('offering', `names no offering: ${item.offering}`);
    } else if (!definition.operations[item.operation]) {
      complain('operation', `is not offered for ${definition.title}`);
    }
    if (creates && item.targetRef !== undefined) {
      complain('targetRef', 'is for a change of what there is');
    } else if (!creates && item.targetRef === undefined) {
      complain('targetRef', 'must name the service to change');
    } else if (!creates && !target) {
      complain('targetRef', `names no service: ${item.targetRef}`);
    } else if (target && target.offering !== item.offering) {
      complain('targetRef', `is no ${definition?.title ?? item.offering}`);
    }
    const parameters = item.parameters ?? {};
    const name =
      target?.name ??
      (typeof parameters.name === 'string' ? parameters.name : '');
    const old = before.find(
      one =>
        one.offering === item.offering &&
        one.operation === item.operation &&
        one.name === name,
    );
    return {
      id: old?.id ?? randomUUID(),
      offering: item.offering,
      offeringVersion: definition?.version ?? 0,
      operation: item.operation,
      name,
      parameters,
      targetRef: item.targetRef?.toLowerCase(),
      confirm: item.confirm,
      placements: target
        ? [{ region: target.region, serviceId: target.id }]
        : (creates ? [...regions] : []).map(region => ({
            region,
            serviceId:
              old?.placements.find(one => one.region === region)?.serviceId ??
              randomUUID(),
          })),
      definition,
      target,
    };
  });
  return { items: withOwnIds(prepared), fields };
}

/** Two items may look alike while they are being filled in. */
function withOwnIds(items: PreparedItem[]): PreparedItem[] {
  const seen = new Set<string>();
  return items.map(item => {
    if (!seen.has(item.id)) {
      seen.add(item.id);
      return item;
    }
    return {
      ...item,
      id: randomUUID(),
      placements: item.target
        ? item.placements
        : item.placements.map(place => ({ ...place, serviceId: randomUUID() })),
    };
  });
}

/** As it is stored, without what it refers to. */
export function toItemRecord(item: PreparedItem): ItemRecord {
  const { definition: _definition, target: _target, ...record } = item;
  return record;
}

/** As somebody would hand it in again. */
export function toNewItem(item: ItemRecord): NewItem {
  return {
    offering: item.offering,
    operation: item.operation,
    parameters: item.parameters,
    targetRef: item.targetRef,
    confirm: item.confirm,
  };
}
