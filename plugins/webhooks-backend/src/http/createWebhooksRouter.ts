import {
  type AuditorService,
  type HttpAuthService,
  type LoggerService,
  type PermissionsService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import type { PrincipalResolver } from '@callboard/access-principals';
import type { Database } from '@callboard/backend-database';
import {
  createOpenApiRouter,
  loadOpenApiDocument,
  type OpenApiDocument,
} from '@callboard/backend-openapi';
import type { WebhooksOperations } from '@callboard/backstage-plugin-webhooks-common';
import type { Router } from 'express';
import type { DeliveryQueue } from '../delivery';
import type { SiteDirectory } from '../directory';
import {
  Audit,
  AuthorizedEndpoints,
  CustomHeaders,
  DefaultEndpointsService,
  EndpointReader,
  EndpointStore,
  EventTypes,
  ScopeResolver,
  SecretStore,
} from '../endpoints';
import { AuthorizedDeliveries, Dashboard, DeliveryStore } from '../log';
import { EndpointAccess } from '../permissions';
import type { SecretBox } from '../secrets';
import { deliveryHandlers } from './deliveryHandlers';
import { endpointHandlers } from './endpointHandlers';
import { eventHandlers } from './eventHandlers';

export interface WebhooksRouterOptions {
  database: Database;
  queue: DeliveryQueue;
  secrets: SecretBox;
  /** CIDRs that deliveries may go to although they are not public. */
  allowedAddresses: string[];
  directory: SiteDirectory;
  principals: PrincipalResolver;
  permissions: PermissionsService;
  auditor: AuditorService;
  httpAuth: HttpAuthService;
  logger: LoggerService;
  /** Something that waited may be due: an endpoint was resumed. */
  wake: () => void;
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
} {
  const { httpAuth, logger, queue } = options;
  const api = loadOpenApiDocument(
    resolvePackagePath(
      '@callboard/backstage-plugin-webhooks-common',
      'openapi.yaml',
    ),
  );
  const access = EndpointAccess.create(options);
  const eventTypes = EventTypes.create(options.database);
  const deliveries = AuthorizedDeliveries.create({
    ...options,
    deliveries: new DeliveryStore(),
    access,
  });
  const router = createOpenApiRouter<WebhooksOperations>(
    { ...api, httpAuth, logger },
    {
      ...endpointHandlers({
        endpoints: createEndpoints(options, access, eventTypes),
        deliveries,
        dashboard: Dashboard.create({ database: options.database, access }),
      }),
      ...deliveryHandlers(deliveries),
      ...eventHandlers({ eventTypes, queue, access }),
    },
  );
  return { router, openPaths: openPaths(api.document) };
}

function createEndpoints(
  options: WebhooksRouterOptions,
  access: EndpointAccess,
  eventTypes: EventTypes,
): AuthorizedEndpoints {
  const { database } = options;
  const headers = CustomHeaders.create(options.secrets);
  return AuthorizedEndpoints.create({
    ...options,
    access,
    inner: DefaultEndpointsService.create({
      ...options,
      endpoints: new EndpointStore(),
      secrets: SecretStore.create(options.secrets),
      headers,
      eventTypes,
    }),
    reader: EndpointReader.create({ database, headers }),
    scopes: ScopeResolver.create(options.directory),
    audit: Audit.create(options.auditor),
  });
}

function openPaths({ paths }: OpenApiDocument): string[] {
  const roots = Object.keys(paths).map(path => `/${path.split('/')[1]}`);
  return [...new Set(['/openapi.json', ...roots])];
}
