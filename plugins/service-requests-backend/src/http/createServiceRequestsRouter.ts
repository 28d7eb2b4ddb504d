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
import type { ServiceRequestsOperations } from '@callboard/backstage-plugin-service-requests-common';
import type { Router } from 'express';
import type { AuthorizedParts } from '../services';
import { offeringHandlers } from './offeringHandlers';
import { portalHandlers } from './portalHandlers';
import { requestHandlers } from './requestHandlers';
import { reviewHandlers } from './reviewHandlers';
import { serviceHandlers } from './serviceHandlers';

/**
 * Everything in `openapi.yaml`. It answers every path below it, so the
 * repository is mounted before it. `openPaths` are those on which it asks for
 * credentials itself, so that a 401 looks like every other refusal: they want an
 * auth policy of `unauthenticated`.
 */
export function createServiceRequestsRouter(options: {
  authorized: AuthorizedParts;
  httpAuth: HttpAuthService;
  logger: LoggerService;
  onRefused?: OpenApiRouterOptions['onRefused'];
}): { router: Router; openPaths: string[]; document: OpenApiDocument } {
  const { authorized, httpAuth, logger, onRefused } = options;
  const api = loadOpenApiDocument(
    resolvePackagePath(
      '@callboard/backstage-plugin-service-requests-common',
      'openapi.yaml',
    ),
  );
  const router = createOpenApiRouter<ServiceRequestsOperations>(
    { ...api, httpAuth, logger, onRefused },
    {
      ...offeringHandlers(authorized.offerings),
      ...portalHandlers(authorized.portal),
      ...requestHandlers(authorized),
      ...reviewHandlers(authorized.reviews),
      ...serviceHandlers(authorized.services),
    },
  );
  return { router, openPaths: openPaths(api.document), document: api.document };
}

function openPaths({ paths }: OpenApiDocument): string[] {
  const roots = Object.keys(paths).map(path => `/${path.split('/')[1]}`);
  return [...new Set(['/openapi.json', ...roots])];
}
