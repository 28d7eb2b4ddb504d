import {
  type ApiClient,
  type ApiClientOptions,
  createApiClient,
  RequestError,
} from '@callboard/api-client';
import type { paths } from './generated/openapi';

export { ifMatch } from '@callboard/api-client';

/** What the webhooks API answered when it refused. */
export class WebhooksRequestError extends RequestError {}

export type WebhooksClient = ApiClient<paths>;

/**
 * The typed client of `openapi.yaml`. Its methods resolve with `data` for a
 * 2xx and throw {@link WebhooksRequestError} for everything else.
 */
export function createWebhooksClient(
  options: ApiClientOptions,
): WebhooksClient {
  return createApiClient<paths>('webhooks', WebhooksRequestError, options);
}
