import {
  type ApiClient,
  type ApiClientOptions,
  createApiClient,
  RequestError,
} from '@callboard/api-client';
import type { paths } from './generated/openapi';
import type { ErrorBody, QuotaUse, Verdict } from './types';

export { ifMatch } from '@callboard/api-client';

/**
 * What the service requests API answered when it refused: `verdicts` come with
 * a 403 by policy, `quotas` with one by quota, `dependents` (entity refs) with
 * a 409 of something that others need.
 */
export class ServiceRequestsError extends RequestError<Partial<ErrorBody>> {
  readonly verdicts: Verdict[];
  readonly quotas: QuotaUse[];
  readonly dependents: string[];

  constructor(status: number, body: Partial<ErrorBody>, requestId?: string) {
    super(status, body, requestId);
    this.verdicts = body.verdicts ?? [];
    this.quotas = body.quotas ?? [];
    this.dependents = body.dependents ?? [];
  }
}

export type ServiceRequestsClient = ApiClient<paths>;

/**
 * The typed client of `openapi.yaml`. Its methods resolve with `data` for a
 * 2xx and throw {@link ServiceRequestsError} for everything else.
 */
export function createServiceRequestsClient(
  options: ApiClientOptions,
): ServiceRequestsClient {
  return createApiClient<paths>(
    'service-requests',
    ServiceRequestsError,
    options,
  );
}
