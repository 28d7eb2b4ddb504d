import {
  type HttpAuthService,
  type LoggerService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import {
  createOpenApiRouter,
  loadOpenApiDocument,
  type OpenApiDocument,
  type OpenApiRouterOptions,
} from '@callboard/backend-openapi';
import type { WebhooksOperations } from '@callboard/backstage-plugin-webhooks-common';
import type { Router } from 'express';
import type { AuthorizedServices } from '../services';
import { deliveryHandlers } from './deliveryHandlers';
import { endpointHandlers } from './endpointHandlers';
import { eventHandlers } from './eventHandlers';

export interface WebhooksRouterOptions {
  authorized: AuthorizedServices;
  httpAuth: HttpAuthService;
  logger: LoggerService;
  onRefused?: OpenApiRouterOptions['onRefused'];
}

/**
 * Everything in `openapi.yaml`. It answers every path below it, so whatever else
 * the plugin serves (callbacks) is mounted before it. `openPaths` are those on
 * which it asks for credentials itself, so that a 401 looks like every other
 * refusal: they want an auth policy of `unauthenticated`.
 */
export function createWebhooksRouter(options: WebhooksRouterOptions): {
  router: Router;
  openPaths: string[];
  document: OpenApiDocument;
} {
  const { authorized, httpAuth, logger, onRefused } = options;
  const api = loadOpenApiDocument(
    resolvePackagePath(
      '@callboard/backstage-plugin-webhooks-common',
      'openapi.yaml',
    ),
  );
  const router = createOpenApiRouter<WebhooksOperations>(
    { ...api, httpAuth, logger, onRefused },
    {
      ...endpointHandlers(authorized),
      ...deliveryHandlers(authorized.deliveries),
      ...eventHandlers(authorized.events),
    },
  );
  return { router, openPaths: openPaths(api.document), document: api.document };
}

function openPaths({ paths }: OpenApiDocument): string[] {
  const roots = Object.keys(paths).map(path => `/${path.split('/')[1]}`);
  return [...new Set(['/openapi.json', ...roots])];
}
