import type { Service } from '@callboard/backstage-plugin-service-requests-common';

const AT = '2027-03-15T09:00:00.000Z';

/** A database of the shop's in staging, unless told otherwise. */
export function serviceOf(name: string, more: Partial<Service> = {}): Service {
  const environment = more.environment ?? 'staging';
  const region = more.region ?? 'eu-west-1';
  return {
    id: `id-${name}`,
    version: 1,
    createdAt: AT,
    updatedAt: AT,
    entityRef: `resource:default/${environment}-${region}-${name}`,
    name,
    offering: 'postgresql',
    offeringTitle: 'PostgreSQL',
    offeringVersion: 1,
    category: 'database',
    environment,
    production: false,
    region,
    owner: 'group:default/shop',
    requestedBy: 'external:ci',
    requestId: 'r1',
    status: 'ready',
    statusSince: AT,
    parameters: {},
    observed: {},
    drift: [],
    conditions: [],
    objects: [],
    secrets: [],
    path: `services/${environment}/${region}/${name}`,
    sandbox: true,
    actions: [],
    ...more,
  };
}
