import {
  type Condition,
  type ObservedObject,
  SERVICE_ID_LABEL,
} from '@callboard/backstage-plugin-service-requests-node';

export function serviceId(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
}

/** A settled database, unless it is said otherwise. */
export function observedObject(
  options: Partial<ObservedObject> & { service?: number } = {},
): ObservedObject {
  const { service = 1, ...rest } = options;
  const generation = rest.generation ?? 1;
  return {
    apiVersion: 'rds.aws.m.upbound.io/v1beta1',
    kind: 'Instance',
    namespace: 'staging',
    name: 'orders-db',
    uid: `uid-${rest.name ?? 'orders-db'}`,
    resourceVersion: '1',
    generation,
    labels: { [SERVICE_ID_LABEL]: serviceId(service) },
    annotations: {},
    finalizers: ['finalizer.managedresource.crossplane.io'],
    conditions: [ready(generation), synced(generation)],
    spec: { forProvider: { allocatedStorage: 20 } },
    status: {
      atProvider: { allocatedStorage: 20, endpoint: 'orders-db.example:5432' },
    },
    ...rest,
  };
}

export function ready(
  observedGeneration: number,
  rest: Partial<Condition> = {},
): Condition {
  return {
    type: 'Ready',
    status: 'True',
    reason: 'Available',
    observedGeneration,
    ...rest,
  };
}

export function synced(
  observedGeneration: number,
  rest: Partial<Condition> = {},
): Condition {
  return {
    type: 'Synced',
    status: 'True',
    reason: 'ReconcileSuccess',
    observedGeneration,
    ...rest,
  };
}
