import {
  DELIVERY_STATUSES,
  ENDPOINT_STATUSES,
  PROFILES,
  SCOPE_KINDS,
} from '@callboard/backstage-plugin-webhooks-common';
import type { z } from 'zod/v3';

export type Zod = typeof z;

export const scopeSchema = (zod: Zod) =>
  zod.strictObject({
    kind: zod
      .enum(SCOPE_KINDS)
      .describe(
        'What events must be about. `site`: the site `ref`. `resource`: the ' +
          'resource `ref` and all that is in it. `type`: resources of the type ' +
          'named `ref`, on the site `siteRef`. For global admins and operations ' +
          'only: `all`, `offering`, and `type` without `siteRef`',
      ),
    ref: zod
      .string()
      .optional()
      .describe(
        'Entity ref, for example resource:default/campus; of a type its name',
      ),
    siteRef: zod
      .string()
      .optional()
      .describe('With kind `type` only: entity ref of the site'),
  });

export const endpointId = (zod: Zod) =>
  zod.string().uuid().describe('Id of the endpoint, as list-endpoints has it');

export const deliveryId = (zod: Zod) =>
  zod.string().uuid().describe('Id of the delivery, as list-deliveries has it');

export const profile = (zod: Zod) =>
  zod
    .enum(PROFILES)
    .describe(
      'The form of requests: Standard Webhooks, or one of the older service',
    );

/** What an action says of an endpoint: neither its secret nor its headers. */
export const endpointOutput = (zod: Zod) =>
  zod.object({
    id: zod.string(),
    version: zod.number().describe('What update-endpoint must be told'),
    title: zod.string(),
    description: zod.string().optional(),
    url: zod.string().describe('Where deliveries are sent'),
    status: zod
      .enum(ENDPOINT_STATUSES)
      .describe(
        'paused: deliveries wait; disabled: it kept failing or answered 410, ' +
          'nothing is sent until it is resumed',
      ),
    disabledReason: zod.string().optional(),
    failingSince: zod
      .string()
      .optional()
      .describe('Since when every attempt has failed; absent while it is well'),
    eventTypes: zod.array(zod.string()),
    scope: scopeSchema(zod),
    siteRef: zod.string().optional().describe('The site its scope is in'),
    owner: zod.string().describe('It receives what this user or group may see'),
    profile: profile(zod),
    includePersonalData: zod.boolean(),
    pending: zod.number().describe('Deliveries still to be sent'),
    dead: zod.number().describe('Deliveries given up, counted to 10,000'),
    actions: zod
      .array(zod.string())
      .describe('What the caller may do with it now'),
    link: zod.string().describe('Path of the endpoint in the portal'),
  });

/** What an action says of a delivery. */
export const deliveryOutput = (zod: Zod) =>
  zod.object({
    id: zod.string().describe('Also its `webhook-id`'),
    endpointId: zod.string(),
    endpointTitle: zod.string(),
    endpointDeleted: zod.boolean(),
    eventId: zod.string(),
    eventType: zod.string(),
    resourceRefs: zod
      .array(zod.string())
      .describe('Resources that the event names, at most 20'),
    status: zod
      .enum(DELIVERY_STATUSES)
      .describe('pending: to be sent or tried again; dead: given up'),
    reason: zod.string().optional().describe('Why it is dead'),
    test: zod.boolean().describe('Sent to try the endpoint; nothing happened'),
    superseded: zod
      .boolean()
      .describe('Later ones went ahead of it: not to be obeyed unseen'),
    attempts: zod.number().describe('Requests made so far'),
    lastStatus: zod.number().optional().describe('The last HTTP status'),
    lastErrorClass: zod.string().optional(),
    createdAt: zod.string().describe('RFC 3339, UTC'),
    nextAttemptAt: zod.string().optional().describe('RFC 3339, UTC'),
    actions: zod
      .array(zod.string())
      .describe('What the caller may do with it now'),
    link: zod.string().describe('Path of the delivery in the portal'),
  });

/** One request of a delivery; credentials in headers are `•••`. */
export const attemptOutput = (zod: Zod) =>
  zod.object({
    id: zod.string(),
    number: zod.number(),
    trigger: zod.string().describe('auto, manual or test'),
    actor: zod.string().optional().describe('Who asked for a manual one'),
    startedAt: zod.string().describe('RFC 3339, UTC'),
    durationMs: zod.number().optional(),
    outcome: zod
      .string()
      .describe(
        'sending, delivered, failed, or interrupted: it may have arrived',
      ),
    errorClass: zod.string().optional(),
    errorMessage: zod.string().optional(),
    request: zod
      .object({
        headers: zod.record(zod.string()),
        body: zod.string().optional(),
      })
      .optional(),
    response: zod
      .object({
        status: zod.number(),
        headers: zod.record(zod.string()),
        body: zod.string().optional().describe('What the receiver answered'),
        truncated: zod.boolean(),
      })
      .optional(),
  });

export const queuedOutput = (zod: Zod) =>
  zod.object({
    queued: zod
      .number()
      .describe('How many will be sent; what is being sent now is left alone'),
  });
