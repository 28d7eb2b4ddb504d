import {
  type HttpAuthService,
  type LoggerService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import {
  createOpenApiRouter,
  loadOpenApiDocument,
  type OpenApiDocument,
  type Refusal,
} from '@callboard/backend-openapi';
import type { AuditLogOperations } from '@callboard/backstage-plugin-audit-log-common';
import type { Router } from 'express';
import type { AuthorizedServices } from '../services';
import { entryHandlers } from './entryHandlers';
import { ingestHandlers } from './ingestHandlers';
import { reviewHandlers } from './reviewHandlers';

/** A batch of events is refused for its size by nobody who sends a sane one. */
const BODY_LIMIT = '64mb';

/**
 * Everything in `openapi.yaml`. `openPaths` are those on which it asks for
 * credentials itself, so that a 401 looks like every other refusal: they want an
 * auth policy of `unauthenticated`.
 */
export function createAuditLogRouter(options: {
  authorized: AuthorizedServices;
  httpAuth: HttpAuthService;
  logger: LoggerService;
  onRefused?: (refusal: Refusal) => void;
}): { router: Router; openPaths: string[]; document: OpenApiDocument } {
  const { authorized, httpAuth, logger, onRefused } = options;
  const api = loadOpenApiDocument(
    resolvePackagePath(
      '@callboard/backstage-plugin-audit-log-common',
      'openapi.yaml',
    ),
  );
  const router = createOpenApiRouter<AuditLogOperations>(
    { ...api, httpAuth, logger, onRefused, bodyLimit: BODY_LIMIT },
    {
      ...entryHandlers(authorized),
      ...reviewHandlers(authorized),
      ...ingestHandlers(authorized),
    },
  );
  const roots = Object.keys(api.document.paths).map(
    path => `/${path.split('/')[1]}`,
  );
  return {
    router,
    openPaths: [...new Set(['/openapi.json', ...roots])],
    document: api.document,
  };
}
