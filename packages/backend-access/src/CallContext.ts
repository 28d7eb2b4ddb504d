import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { AuthenticationError } from '@backstage/errors';
import { hashRequest, type Idempotency } from '@callboard/backend-database';
import {
  type AuthorizeRequest,
  type CallerCredentials,
  checkText,
} from '@callboard/backend-openapi';

/** Who asks for a change, and how often it may count. */
export interface CallContext {
  credentials: BackstageCredentials;
  /** User entity ref or service subject: what events and records name. */
  actor: string;
  /** For the audit log; an action has none. */
  request?: AuthorizeRequest<unknown>['req'];
  idempotency?: Idempotency;
}

/**
 * User entity ref or service subject.
 *
 * @throws AuthenticationError (401) where nobody in particular calls
 */
export function actorOf(credentials: BackstageCredentials): string {
  const principal = credentials.principal as
    CallerCredentials['principal'] | { type: 'none' };
  switch (principal.type) {
    case 'user':
      return principal.userEntityRef;
    case 'service':
      return principal.subject;
    default:
      throw new AuthenticationError('This needs somebody who asks for it');
  }
}

/** The context of a request; with its `Idempotency-Key` where it has one. */
export function requestContext<Operation extends string>(
  operation: Operation,
  request: {
    credentials: CallerCredentials;
    req: NonNullable<CallContext['request']>;
    params: object;
    body?: unknown;
    headers?: { idempotencyKey?: string };
  },
): CallContext {
  const { credentials, req, params, body, headers } = request;
  const actor = actorOf(credentials);
  return {
    credentials,
    actor,
    request: req,
    idempotency: idempotencyOf(actor, operation, headers?.idempotencyKey, [
      params,
      body,
    ]),
  };
}

/** The context of an action's call; with an idempotency key where it gave one. */
export function actionContext(
  action: string,
  credentials: BackstageCredentials,
  input: object = {},
  key?: string,
): CallContext {
  const actor = actorOf(credentials);
  checkText(key ?? '', 'idempotencyKey');
  return {
    credentials,
    actor,
    idempotency: idempotencyOf(actor, `action:${action}`, key, input),
  };
}

function idempotencyOf(
  principal: string,
  route: string,
  key: string | undefined,
  content: unknown,
): Idempotency | undefined {
  return key === undefined
    ? undefined
    : { principal, route, key, requestHash: hashRequest(content) };
}
