import { SERVICE_ID_LABEL } from '@callboard/backstage-plugin-service-requests-node';
import { serviceId } from '../../../convergence/__testUtils__/objects';

type Raw = { [key: string]: any };

const AT = '2027-03-16T08:00:00Z';

/**
 * A managed resource as Crossplane's documentation shows it on its way
 * (docs.crossplane.io: Managed Resources, "Conditions"; Upjet's
 * LastAsyncOperation).
 */
export function instance(
  options: {
    service?: number;
    name?: string;
    uid?: string;
    generation?: number;
    storage?: number;
    /** What the provider says; nothing yet where absent. */
    provider?: Raw;
    conditions?: Raw[];
    deleting?: boolean;
    finalizers?: string[];
    extra?: Raw;
  } = {},
): Raw {
  const { name = 'orders-db', service = 1 } = options;
  return {
    apiVersion: 'rds.aws.m.upbound.io/v1beta1',
    kind: 'Instance',
    metadata: {
      name,
      namespace: 'staging',
      uid: options.uid ?? `uid-${name}`,
      generation: options.generation ?? 1,
      creationTimestamp: AT,
      deletionTimestamp: options.deleting ? AT : undefined,
      finalizers: options.finalizers ?? [
        'finalizer.managedresource.crossplane.io',
      ],
      labels: {
        'app.kubernetes.io/managed-by': 'callboard',
        [SERVICE_ID_LABEL]: serviceId(service),
      },
      annotations: { 'crossplane.io/external-name': name },
    },
    spec: {
      forProvider: {
        region: 'eu-west-1',
        allocatedStorage: options.storage ?? 20,
        ...options.extra,
      },
      managementPolicies: ['*'],
    },
    status: {
      atProvider: options.provider ?? {},
      conditions: options.conditions,
    },
  };
}

export function provider(storage: number, more: Raw = {}): Raw {
  return {
    allocatedStorage: storage,
    endpoint: 'orders-db.abc.eu-west-1.rds.amazonaws.com:5432',
    masterUserSecret: [
      {
        secretArn:
          'arn:aws:secretsmanager:eu-west-1:123456789012:secret:rds!db-1a2b',
        secretStatus: 'active',
      },
    ],
    ...more,
  };
}

function condition(
  type: string,
  status: string,
  reason: string,
  more: Raw = {},
): Raw {
  return { type, status, reason, lastTransitionTime: AT, ...more };
}

export const CREATING = (generation = 1) => [
  condition('Synced', 'True', 'ReconcileSuccess', {
    observedGeneration: generation,
  }),
  condition('Ready', 'False', 'Creating', { observedGeneration: generation }),
  condition('LastAsyncOperation', 'Unknown', 'Ongoing'),
];

export const AVAILABLE = (generation = 1) => [
  condition('Synced', 'True', 'ReconcileSuccess', {
    observedGeneration: generation,
  }),
  condition('Ready', 'True', 'Available', { observedGeneration: generation }),
  condition('LastAsyncOperation', 'True', 'Success'),
];

/** It says ready all the time while the provider is at work. */
export const UPDATING = (generation = 2) => [
  ...AVAILABLE(generation).slice(0, 2),
  condition('LastAsyncOperation', 'Unknown', 'Ongoing'),
];

export const RECONCILE_ERROR = (message: string, generation = 1) => [
  condition('Synced', 'False', 'ReconcileError', {
    observedGeneration: generation,
    message,
  }),
  condition('Ready', 'False', 'Creating', { observedGeneration: generation }),
  condition('LastAsyncOperation', 'False', 'AsyncCreateFailure', { message }),
];

export const DELETING = (generation = 1) => [
  condition('Synced', 'True', 'ReconcileSuccess', {
    observedGeneration: generation,
  }),
  condition('Ready', 'False', 'Deleting', { observedGeneration: generation }),
];
