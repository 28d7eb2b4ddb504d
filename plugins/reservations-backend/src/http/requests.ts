import type { CallerCredentials } from '@callboard/backend-openapi';
import type { ReservationsOperations } from '@callboard/backstage-plugin-reservations-common';
import type { CallContext } from '../CallContext';
import { hashRequest } from '@callboard/backend-database';

const DEFAULT_LIMIT = 50;

/** The document's default is applied before we see it; the types do not know. */
export function paged<Q extends { limit?: number }>(
  query: Q,
): Q & { limit: number } {
  return { ...query, limit: query.limit ?? DEFAULT_LIMIT };
}

/** User entity ref or service subject. */
export function actorOf(credentials: CallerCredentials): string {
  const { principal } = credentials;
  return principal.type === 'user'
    ? principal.userEntityRef
    : principal.subject;
}

/** The context of a request; with its `Idempotency-Key` where it has one. */
export function contextOf(
  operation: keyof ReservationsOperations,
  request: {
    credentials: CallerCredentials;
    params: object;
    body?: unknown;
    headers: { idempotencyKey?: string };
  },
): CallContext {
  const actor = actorOf(request.credentials);
  const key = request.headers.idempotencyKey;
  return {
    credentials: request.credentials,
    actor,
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
