import type { CallerCredentials } from '@callboard/backend-openapi';
import { hashRequest } from '@callboard/backend-database';
import type { WebhooksOperations } from '@callboard/backstage-plugin-webhooks-common';
import type { Request } from 'express';
import type { CallContext } from '../CallContext';

const DEFAULT_LIMIT = 50;

/** The document's default is applied before we see it; the types do not know. */
export function paged<Q extends { limit?: number }>(
  query: Q,
): Q & { limit: number } {
  return { ...query, limit: query.limit ?? DEFAULT_LIMIT };
}

/** Epoch milliseconds of an instant that the document has checked. */
export function at(instant: string | undefined): number | undefined {
  return instant === undefined ? undefined : Date.parse(instant);
}

/** User entity ref or service subject. */
export function actorOf({ principal }: CallerCredentials): string {
  return principal.type === 'user'
    ? principal.userEntityRef
    : principal.subject;
}

/** The context of a request; with its `Idempotency-Key` where it has one. */
export function contextOf(
  operation: keyof WebhooksOperations,
  request: {
    credentials: CallerCredentials;
    req: Request;
    params: object;
    body?: unknown;
    headers?: { idempotencyKey?: string };
  },
): CallContext {
  const actor = actorOf(request.credentials);
  const key = request.headers?.idempotencyKey;
  return {
    credentials: request.credentials,
    actor,
    request: request.req,
    idempotency:
      key === undefined
        ? undefined
        : {
            principal: actor,
            route: operation,
            key,
            requestHash: hashRequest([request.params, request.body]),
          },
  };
}
