import {
  type ApiClient,
  type ApiClientOptions,
  createApiClient,
  RequestError,
} from '@callboard/api-client';
import type { paths } from './generated/openapi';

/** What the audit log answered when it refused. */
export class AuditLogRequestError extends RequestError {}

export type AuditLogClient = ApiClient<paths>;

/**
 * The typed client of `openapi.yaml`. Its methods resolve with `data` for a
 * 2xx and throw {@link AuditLogRequestError} for everything else.
 */
export function createAuditLogClient(
  options: ApiClientOptions,
): AuditLogClient {
  return createApiClient<paths>('audit-log', AuditLogRequestError, options);
}
