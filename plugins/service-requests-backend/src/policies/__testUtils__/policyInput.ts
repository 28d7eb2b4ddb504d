import type { EnvironmentConfig } from '../../environments';
import type { PolicyInput, PolicyItem, PolicyRequest } from '../types';

export const NOW = Date.parse('2026-11-21T12:00:00Z');

export const PRODUCTION: EnvironmentConfig = {
  name: 'production',
  title: 'Production',
  production: true,
  regions: [
    { name: 'eu-west-1', title: 'Ireland' },
    { name: 'eu-south-1', title: 'Milan' },
  ],
  reviewers: 2,
  autoMerge: false,
  requiresEndDate: false,
  namespace: 'production',
};

export const DEV: EnvironmentConfig = {
  ...PRODUCTION,
  name: 'dev',
  title: 'Development',
  production: false,
  reviewers: 1,
  requiresEndDate: true,
  maxDays: 90,
  namespace: 'dev',
};

/** A database with which no rule finds fault. */
export const DATABASE: PolicyItem = {
  offering: 'postgresql',
  operation: 'create',
  name: 'orders',
  region: 'eu-west-1',
  parameters: {
    instanceClass: 'db.t4g.medium',
    storageGib: 50,
    multiAz: true,
    backupRetentionDays: 14,
    deletionProtection: true,
    encrypted: true,
    publiclyAccessible: false,
  },
};

/** A request with which no rule finds fault, in production unless said otherwise. */
export function policyInput(
  options: {
    environment?: EnvironmentConfig;
    request?: Partial<PolicyRequest>;
    items?: Partial<PolicyItem>[];
    parameters?: Record<string, unknown>;
  } & Partial<Pick<PolicyInput, 'quotas' | 'cost' | 'now'>> = {},
): PolicyInput {
  const { environment = PRODUCTION, items = [{}], parameters } = options;
  return {
    request: {
      title: 'A database for orders',
      environment: environment.name,
      regions: ['eu-west-1'],
      owner: 'group:default/research',
      requestedBy: 'user:default/researcher',
      costCentre: 'R-100',
      endDate: '2026-12-31',
      items: items.map(item => ({
        ...DATABASE,
        ...item,
        parameters: {
          ...(item.parameters ?? DATABASE.parameters),
          ...parameters,
        },
      })),
      ...options.request,
    },
    environment,
    quotas: options.quotas ?? [],
    cost: options.cost ?? {
      currency: 'EUR',
      lines: [],
      unknown: [],
      assumptions: [],
    },
    now: options.now ?? NOW,
  };
}
