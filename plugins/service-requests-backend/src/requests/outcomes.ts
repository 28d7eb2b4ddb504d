import type {
  Operation,
  Risk,
} from '@callboard/backstage-plugin-service-requests-common';
import { monthlyCost, type PriceTable } from '../cost';
import {
  assessRisk,
  desiredParameters,
  joinRisks,
  type OfferingDefinition,
} from '../offerings';
import type { PolicyItem } from '../policies';
import type { QuotaItem } from '../quotas';
import type { ServiceRecord } from '../services/types';
import type { PreparedItem } from './prepareItems';

/** One item in one region, as it would be. */
export interface Outcome {
  item: number;
  serviceId: string;
  region: string;
  name: string;
  operation: Operation;
  definition: OfferingDefinition;
  /** All parameters as they are; absent where it is made. */
  current?: Record<string, unknown>;
  /** All parameters as they would be; absent where it is removed. */
  desired?: Record<string, unknown>;
  target?: ServiceRecord;
}

/** An item in each of its regions. */
export function outcomesOf(
  item: PreparedItem,
  index: number,
  definition: OfferingDefinition,
): Outcome[] {
  const current = item.target?.parameters;
  return item.placements.map(({ region, serviceId }) => ({
    item: index,
    serviceId,
    region,
    name: item.name,
    operation: item.operation,
    definition,
    current,
    desired:
      item.operation === 'decommission'
        ? undefined
        : desiredParameters(
            definition,
            item.operation,
            current,
            item.parameters,
          ),
    target: item.target,
  }));
}

/** As policies see it. */
export function toPolicyItem(outcome: Outcome): PolicyItem {
  return {
    index: outcome.item,
    offering: outcome.definition.name,
    operation: outcome.operation,
    name: outcome.name,
    region: outcome.region,
    parameters: outcome.desired ?? outcome.current ?? {},
    current: outcome.current,
  };
}

/** As quotas count it. */
export function toQuotaItem(outcome: Outcome, prices: PriceTable): QuotaItem {
  const { item: index, region, definition: offering, desired } = outcome;
  return {
    serviceId: outcome.serviceId,
    owner: outcome.target?.owner,
    offering: offering.name,
    category: offering.category,
    operation: outcome.operation,
    region,
    parameters: desired ?? outcome.current ?? {},
    cost: monthlyCost({ index, region, offering, after: desired }, prices),
  };
}

export function worstRisk(outcomes: Outcome[]): Risk {
  return joinRisks(
    outcomes.map(({ definition, operation, current, desired }) =>
      assessRisk(definition, operation, current, desired ?? current ?? {}),
    ),
  );
}
