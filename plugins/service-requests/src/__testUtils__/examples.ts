import type {
  Offering,
  Options,
  Preview,
  Request,
  Service,
  Summary,
} from '@callboard/backstage-plugin-service-requests-common';

export const DEVELOPER = 'user:default/developer';
export const REVIEWER = 'user:default/reviewer';
export const RESEARCH = 'group:default/research';

export const uuid = (number: number) =>
  `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

export const minutesAgo = (minutes: number) =>
  new Date(Date.now() - minutes * 60_000).toISOString();

const IRELAND = { name: 'eu-west-1', title: 'Ireland' };
const FRANKFURT = { name: 'eu-central-1', title: 'Frankfurt' };

export function someOptions(over: Partial<Options> = {}): Options {
  return {
    environments: [
      {
        name: 'staging',
        title: 'Staging',
        production: false,
        regions: [IRELAND],
        reviewers: 1,
        autoMerge: false,
        requiresEndDate: true,
        maxDays: 90,
      },
      {
        name: 'production',
        title: 'Production',
        production: true,
        regions: [IRELAND, FRANKFURT],
        reviewers: 2,
        autoMerge: false,
        requiresEndDate: false,
      },
    ],
    owners: [DEVELOPER, RESEARCH],
    ownersOpen: false,
    currency: 'EUR',
    gitops: { kind: 'embedded' },
    controlPlane: { kind: 'sandbox', sandbox: true },
    metrics: { kind: 'sandbox', sandbox: true },
    actions: ['create-request'],
    ...over,
  };
}

export const NOTHING_WAITS: Summary = {
  toReview: 0,
  toReviewOverdue: 0,
  mineWaiting: 0,
  mineToChange: 0,
  servicesUnwell: 0,
  servicesExpiring: 0,
  secretsOverdue: 0,
};

const SIZE = {
  type: 'string',
  title: 'Size',
  enum: ['small', 'medium', 'large'],
  default: 'small',
};
const STORAGE = {
  type: 'integer',
  title: 'Storage in GiB',
  minimum: 20,
  maximum: 1000,
  default: 20,
};

export function anOffering(over: Partial<Offering> = {}): Offering {
  return {
    name: 'postgresql',
    version: 1,
    createdAt: '2027-03-01T08:00:00.000Z',
    updatedAt: '2027-03-01T08:00:00.000Z',
    title: 'PostgreSQL',
    description: 'A relational database.',
    category: 'database',
    provider: 'aws',
    source: 'file',
    status: 'active',
    operations: [
      {
        operation: 'create',
        parameters: {
          type: 'object',
          additionalProperties: false,
          required: ['name', 'size'],
          properties: {
            name: {
              type: 'string',
              title: 'Name',
              minLength: 3,
              maxLength: 40,
              pattern: '^[a-z]([a-z0-9-]*[a-z0-9])?$',
            },
            size: SIZE,
            storage: STORAGE,
            multiAz: {
              type: 'boolean',
              title: 'Standby in another zone',
              default: false,
            },
            backup: {
              type: 'object',
              title: 'Backup',
              properties: {
                retentionDays: {
                  type: 'integer',
                  title: 'Kept for days',
                  minimum: 0,
                  maximum: 35,
                  default: 7,
                },
              },
            },
            allowedNetworks: {
              type: 'array',
              title: 'Allowed networks',
              items: { type: 'string' },
            },
          },
        },
        ui: { backup: { advanced: true }, allowedNetworks: { advanced: true } },
      },
      {
        operation: 'scale',
        parameters: {
          type: 'object',
          additionalProperties: false,
          properties: { size: SIZE, storage: STORAGE },
        },
      },
      {
        operation: 'decommission',
        parameters: {
          type: 'object',
          additionalProperties: false,
          properties: {},
        },
      },
    ],
    example: { name: 'orders', size: 'small' },
    ...over,
  };
}

export const REDIS = anOffering({
  name: 'redis',
  title: 'Redis',
  description: 'A cache in memory.',
  category: 'cache',
});

export const HASH = `sha256:${'ab12'.repeat(16)}`;

export function aRequest(over: Partial<Request> = {}): Request {
  return {
    id: uuid(1),
    version: 3,
    createdAt: minutesAgo(200),
    updatedAt: minutesAgo(180),
    title: 'PostgreSQL orders in staging',
    environment: 'staging',
    regions: ['eu-west-1'],
    items: [
      {
        id: uuid(2),
        offering: 'postgresql',
        offeringTitle: 'PostgreSQL',
        offeringVersion: 1,
        operation: 'create',
        name: 'orders',
        parameters: { name: 'orders', size: 'small', storage: 20 },
        status: 'submitted',
        placements: [{ region: 'eu-west-1', serviceId: uuid(3) }],
      },
    ],
    owner: RESEARCH,
    requestedBy: DEVELOPER,
    editors: [],
    reason: 'The orders service needs a database.',
    endDate: '2027-06-30',
    status: 'submitted',
    statusSince: minutesAgo(180),
    revision: 1,
    manifestHash: HASH,
    submittedAt: minutesAgo(180),
    dueAt: minutesAgo(-21 * 60),
    approvals: [],
    approvalsNeeded: 1,
    verdicts: [],
    quotas: [],
    cost: {
      currency: 'EUR',
      before: 0,
      after: 62,
      delta: 62,
      lines: [
        { item: 0, region: 'eu-west-1', label: 'db.t4g.small', after: 62 },
      ],
      unknown: [],
      assumptions: ['730 hours in a month'],
      pricesOf: '2027-01-15',
    },
    risk: { level: 'none', reasons: [] },
    actions: [],
    ...over,
  };
}

export function aService(over: Partial<Service> = {}): Service {
  return {
    id: uuid(3),
    version: 1,
    createdAt: minutesAgo(3000),
    updatedAt: minutesAgo(60),
    entityRef: 'resource:default/staging-eu-west-1-orders',
    name: 'orders',
    offering: 'postgresql',
    offeringTitle: 'PostgreSQL',
    offeringVersion: 1,
    category: 'database',
    environment: 'staging',
    production: false,
    region: 'eu-west-1',
    owner: RESEARCH,
    requestedBy: DEVELOPER,
    requestId: uuid(1),
    status: 'ready',
    statusSince: minutesAgo(60),
    readyAt: minutesAgo(60),
    endpoint: 'orders.sandbox.local:5432',
    parameters: { name: 'orders', size: 'small', storage: 20 },
    observed: { size: 'small', storage: 20 },
    drift: [],
    conditions: [],
    objects: [],
    secrets: [],
    endDate: '2027-06-30',
    path: 'services/staging/eu-west-1/orders',
    cost: 62,
    currency: 'EUR',
    sandbox: true,
    actions: ['scale', 'update', 'decommission', 'extend'],
    ...over,
  };
}

export function aPreview(over: Partial<Preview> = {}): Preview {
  return {
    complete: true,
    fields: [],
    verdicts: [],
    quotas: [],
    cost: aRequest().cost,
    risk: { level: 'none', reasons: [] },
    files: [
      {
        path: 'services/staging/eu-west-1/orders/instance.yaml',
        change: 'added',
        diff: '@@ -0,0 +1,2 @@\n+apiVersion: rds.aws.m.upbound.io/v1beta1\n+kind: Instance\n',
        item: 0,
      },
    ],
    approvalsNeeded: 1,
    ...over,
  };
}
