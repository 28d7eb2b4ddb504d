import type { z } from 'zod/v3';

export type Zod = typeof z;

export const OPERATIONS = [
  'create',
  'scale',
  'update',
  'decommission',
] as const;

export const REQUEST_STATUSES = [
  'draft',
  'submitted',
  'in_review',
  'changes_requested',
  'policy_failed',
  'approved',
  'pr_open',
  'pr_conflict',
  'pr_closed',
  'merged',
  'reconciling',
  'waiting_window',
  'degraded',
  'timed_out',
  'ready',
  'removed',
  'rejected',
  'withdrawn',
  'expired',
] as const;

export const SERVICE_STATUSES = [
  'provisioning',
  'ready',
  'updating',
  'waiting_window',
  'degraded',
  'timed_out',
  'removing',
  'removed',
] as const;

export const REQUEST_ID = 'Id of the request, as list-requests has it';

export const requestId = (zod: Zod) => zod.string().uuid().describe(REQUEST_ID);

export const serviceId = (zod: Zod) =>
  zod.string().uuid().describe('Id of the service, as list-services has it');

export const words = (zod: Zod) =>
  zod.string().max(200).optional().describe('Words in the title or name');

export const override = (zod: Zod) =>
  zod
    .strictObject({ reason: zod.string() })
    .optional()
    .describe(
      'Sets the policies aside that deny it, with a reason that is recorded; for global admins only',
    );

const items = (zod: Zod) =>
  zod
    .array(
      zod.strictObject({
        offering: zod.string().describe('Name of the offering'),
        operation: zod.enum(OPERATIONS),
        parameters: zod
          .record(zod.any())
          .optional()
          .describe(
            'By the JSON Schema of the operation, which get-offering has; for `create` with `name`',
          ),
        targetRef: zod
          .string()
          .optional()
          .describe(
            'Entity ref of the service to change; for everything but `create`',
          ),
        confirm: zod
          .string()
          .optional()
          .describe('For `decommission`: the service’s name, typed'),
      }),
    )
    .min(1)
    .max(20)
    .describe('Several items are one review and one pull request');

/** What a request is made of; the contract's own checks come after it. */
export const draftFields = (zod: Zod) => ({
  environment: zod.string().describe('For example staging'),
  regions: zod
    .array(zod.string())
    .min(1)
    .max(10)
    .optional()
    .describe(
      'Each item is made in each of them; not needed where every item has a target',
    ),
  items: items(zod),
  owner: zod
    .string()
    .optional()
    .describe(
      'User or group whose services they will be; the caller if not given',
    ),
  costCentre: zod.string().optional(),
  reason: zod.string().optional().describe('What it is for; reviewers read it'),
  endDate: zod
    .string()
    .optional()
    .describe('YYYY-MM-DD; some environments ask for one'),
});

/** The same, of which only what changes is given. */
export const changeFields = (zod: Zod) => ({
  ...draftFields(zod),
  environment: zod.string().optional(),
  items: items(zod).optional(),
  title: zod.string().optional(),
  endDate: zod
    .string()
    .optional()
    .describe('YYYY-MM-DD; an empty text takes it away'),
});
