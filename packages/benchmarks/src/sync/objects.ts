import { API_VERSION } from './protocol';

const AT = '2027-03-16T08:00:00Z';

export function serviceId(index: number): string {
  return `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
}

/** A database as an API server shows it, managed fields and all: about 4 KB. */
export function instance(index: number, version: number): object {
  const name = `service-${index}`;
  const forProvider = {
    region: 'eu-west-1',
    allocatedStorage: 20 + (version % 2),
    engine: 'postgres',
    engineVersion: '16',
    instanceClass: 'db.t4g.medium',
    multiAz: true,
    storageEncrypted: true,
    backupRetentionPeriod: 7,
    tags: { owner: 'team-a', 'cost-centre': '4711', environment: 'staging' },
  };
  return {
    metadata: {
      name,
      namespace: 'staging',
      uid: `uid-${index}`,
      generation: version,
      resourceVersion: `${version}-${index}`,
      creationTimestamp: AT,
      finalizers: ['finalizer.managedresource.crossplane.io'],
      labels: {
        'app.kubernetes.io/managed-by': 'callboard',
        'callboard.dev/service-id': serviceId(index),
      },
      annotations: { 'crossplane.io/external-name': name },
      managedFields: ['crossplane', 'provider', 'argocd'].map(manager => ({
        manager,
        operation: 'Update',
        time: AT,
        fieldsV1: Object.fromEntries(
          Object.keys(forProvider).map(key => [
            `f:${key}`,
            { 'f:value': {}, 'f:lastAppliedBy': {} },
          ]),
        ),
      })),
    },
    spec: { forProvider, managementPolicies: ['*'] },
    status: {
      atProvider: {
        ...forProvider,
        address: `${name}.abc.eu-west-1.rds.amazonaws.com`,
        endpoint: `${name}.abc.eu-west-1.rds.amazonaws.com:5432`,
        arn: `arn:aws:rds:eu-west-1:123456789012:db:${name}`,
        vpcSecurityGroupIds: ['sg-1', 'sg-2'],
        apiVersion: API_VERSION,
      },
      conditions: ['Synced', 'Ready'].map(type => ({
        type,
        status: 'True',
        reason: type === 'Ready' ? 'Available' : 'ReconcileSuccess',
        lastTransitionTime: AT,
        observedGeneration: version,
      })),
    },
  };
}
