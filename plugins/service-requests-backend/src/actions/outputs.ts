import {
  OPERATIONS,
  REQUEST_STATUSES,
  SERVICE_STATUSES,
  type Zod,
} from './schemas';

const verdict = (zod: Zod) =>
  zod.object({
    policy: zod.string(),
    result: zod
      .string()
      .describe('allow, info, warn or deny; only deny is in the way'),
    message: zod.string(),
    passes: zod.string().optional().describe('What would pass'),
    item: zod.number().optional().describe('Which item, from 0'),
    field: zod.string().optional().describe('JSON pointer of the parameter'),
    overridden: zod.boolean().optional(),
  });

const quota = (zod: Zod) =>
  zod.object({
    quota: zod.string(),
    title: zod.string(),
    unit: zod.string().optional(),
    limit: zod.number(),
    used: zod.number(),
    pending: zod.number().describe('Held by other open requests'),
    asked: zod.number().describe('What this request adds'),
  });

const cost = (zod: Zod) =>
  zod
    .object({
      currency: zod.string(),
      before: zod.number().optional(),
      after: zod.number().optional(),
      delta: zod.number().optional(),
      unknown: zod
        .array(zod.string())
        .describe('What could not be priced: it is not zero'),
      assumptions: zod.array(zod.string()),
    })
    .describe('An estimate for a month');

const risk = (zod: Zod) =>
  zod.object({
    level: zod.string().describe('none, brief, outage or data-loss'),
    reasons: zod.array(zod.string()),
  });

const file = (zod: Zod) =>
  zod.object({
    path: zod.string(),
    change: zod.string().describe('added, changed or deleted'),
    diff: zod.string().describe('Unified'),
  });

export const offeringOutput = (zod: Zod) =>
  zod.object({
    name: zod.string(),
    version: zod.number(),
    title: zod.string(),
    description: zod.string().optional(),
    category: zod.string(),
    status: zod.string(),
    source: zod.string().describe('file, catalog or portal'),
    operations: zod.array(
      zod.object({
        operation: zod.enum(OPERATIONS),
        title: zod.string().optional(),
        description: zod.string().optional(),
        parameters: zod
          .record(zod.any())
          .describe('JSON Schema 2020-12 of what is filled in'),
      }),
    ),
    example: zod
      .record(zod.any())
      .describe('Parameters with which `create` would be valid'),
  });

export const requestOutput = (zod: Zod) =>
  zod.object({
    id: zod.string(),
    version: zod.number(),
    title: zod.string(),
    environment: zod.string(),
    regions: zod.array(zod.string()),
    items: zod.array(
      zod.object({
        offering: zod.string(),
        operation: zod.enum(OPERATIONS),
        name: zod.string(),
        parameters: zod.record(zod.any()),
        targetRef: zod.string().optional(),
        status: zod.enum(REQUEST_STATUSES),
        placements: zod.array(
          zod.object({
            region: zod.string(),
            serviceId: zod.string().optional(),
            entityRef: zod.string().optional(),
            status: zod.enum(SERVICE_STATUSES).optional(),
            message: zod.string().optional(),
            endpoint: zod.string().optional(),
          }),
        ),
      }),
    ),
    owner: zod.string(),
    requestedBy: zod.string(),
    editors: zod.array(zod.string()),
    costCentre: zod.string().optional(),
    reason: zod.string().optional(),
    endDate: zod.string().optional(),
    status: zod
      .enum(REQUEST_STATUSES)
      .describe(
        'submitted and in_review wait for reviewers; pr_open waits to be merged; ready and removed are the good ends, rejected, withdrawn and expired the others',
      ),
    statusReason: zod.string().optional(),
    revision: zod.number(),
    manifestHash: zod
      .string()
      .optional()
      .describe('Of the files of this revision: an approval names it'),
    submittedAt: zod.string().optional().describe('RFC 3339, UTC'),
    dueAt: zod.string().optional().describe('RFC 3339, UTC'),
    claim: zod
      .object({ by: zod.string(), deputy: zod.string().optional() })
      .optional(),
    approvals: zod.array(
      zod.object({
        reviewer: zod.string(),
        decision: zod.string(),
        revision: zod.number(),
        comment: zod.string().optional(),
        at: zod.string(),
        void: zod
          .string()
          .optional()
          .describe('Why an approval does not count any more'),
      }),
    ),
    approvalsNeeded: zod.number(),
    verdicts: zod.array(verdict(zod)),
    quotas: zod.array(quota(zod)),
    cost: cost(zod),
    risk: risk(zod),
    changeSet: zod
      .object({
        state: zod.string(),
        url: zod.string().optional(),
        mergeSha: zod.string().optional(),
        problem: zod.string().optional(),
      })
      .optional()
      .describe('The pull request of the revision'),
    actions: zod
      .array(zod.string())
      .describe('What the caller may do with it now'),
    link: zod.string().describe('Path of the request in the portal'),
  });

export const requestAnswer = (zod: Zod) =>
  zod.object({ request: requestOutput(zod) });

export const previewOutput = (zod: Zod) =>
  zod.object({
    complete: zod.boolean().describe('Whether it could be submitted as it is'),
    fields: zod
      .array(zod.object({ field: zod.string(), message: zod.string() }))
      .describe('What is missing or wrong'),
    verdicts: zod.array(verdict(zod)),
    quotas: zod.array(quota(zod)),
    cost: cost(zod).optional(),
    risk: risk(zod),
    files: zod.array(file(zod)),
    approvalsNeeded: zod.number().optional(),
  });

export const diffOutput = (zod: Zod) =>
  zod.object({
    revision: zod.number(),
    manifestHash: zod.string().optional(),
    baseSha: zod.string().optional(),
    files: zod.array(file(zod)),
  });

export const commentOutput = (zod: Zod) =>
  zod.object({
    id: zod.string(),
    author: zod.string(),
    body: zod.string(),
    at: zod.string().describe('RFC 3339, UTC'),
    revision: zod.number(),
  });

export const secretOutput = (zod: Zod) =>
  zod
    .object({
      serviceId: zod.string().optional(),
      serviceName: zod.string().optional(),
      kind: zod.string().describe('database, cache, application or registry'),
      name: zod.string(),
      namespace: zod.string().optional(),
      arn: zod.string().optional(),
      state: zod.string().describe('synced, pending, failed or unknown'),
      message: zod.string().optional(),
      lastRotatedAt: zod.string().optional().describe('RFC 3339, UTC'),
      rotateEveryDays: zod.number().optional(),
      overdue: zod.boolean().describe('It should have been rotated by now'),
    })
    .describe('Where a credential is kept; never what it is');

export const serviceOutput = (zod: Zod) =>
  zod.object({
    id: zod.string(),
    version: zod.number(),
    entityRef: zod.string(),
    name: zod.string(),
    offering: zod.string(),
    environment: zod.string(),
    production: zod.boolean(),
    region: zod.string(),
    owner: zod.string(),
    requestedBy: zod.string().describe('Who asked for it'),
    requestId: zod.string().describe('The request that made it'),
    changeRequestId: zod
      .string()
      .optional()
      .describe('An open request that changes it'),
    status: zod.enum(SERVICE_STATUSES),
    statusReason: zod.string().optional(),
    endpoint: zod.string().optional(),
    parameters: zod.record(zod.any()).describe('As merged'),
    observed: zod.record(zod.any()).describe('As the control plane says'),
    drift: zod.array(
      zod.object({ field: zod.string(), object: zod.string().optional() }),
    ),
    secrets: zod.array(secretOutput(zod)),
    endDate: zod.string().optional(),
    cost: zod
      .number()
      .optional()
      .describe('Estimate for a month; absent where unknown'),
    currency: zod.string().optional(),
    sandbox: zod.boolean().describe('Nothing of it is real'),
    actions: zod
      .array(zod.string())
      .describe('What the caller may do with it now'),
    link: zod.string().describe('Path of the service in the portal'),
  });
