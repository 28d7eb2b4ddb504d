import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { FieldsOf } from '@callboard/backend-access';
import type { BodyChecker } from '@callboard/backend-openapi';
import type { WebhooksSchemas } from '@callboard/backstage-plugin-webhooks-common';
import type { AuthorizedServices } from '../services';
import { registerCreateEndpoint } from './createEndpoint';
import { registerDeleteEndpoint } from './deleteEndpoint';
import { registerGetDashboard } from './getDashboard';
import { registerGetDelivery } from './getDelivery';
import { registerGetEndpoint } from './getEndpoint';
import { registerListDeliveries } from './listDeliveries';
import { registerListEndpoints } from './listEndpoints';
import { registerListEventTypes } from './listEventTypes';
import { registerPauseEndpoint } from './pauseEndpoint';
import { registerRedeliver } from './redeliver';
import { registerReplaySince } from './replaySince';
import { registerResumeEndpoint } from './resumeEndpoint';
import { registerTestEndpoint } from './testEndpoint';
import { registerUpdateEndpoint } from './updateEndpoint';

/** What actions are made of: the same services that HTTP requests reach. */
export interface ActionDependencies extends Pick<
  AuthorizedServices,
  'endpoints' | 'deliveries' | 'dashboard' | 'events'
> {
  /** The checks that a body passes over HTTP. */
  checkBody: BodyChecker;
  /** What the OpenAPI document says of fields. */
  fieldsOf: FieldsOf<WebhooksSchemas>;
}

/** Offers the plugin's operations to templates and agents. */
export function registerActions(
  registry: ActionsRegistryService,
  dependencies: ActionDependencies,
): void {
  registerGetDashboard(registry, dependencies);
  registerListEndpoints(registry, dependencies);
  registerGetEndpoint(registry, dependencies);
  registerCreateEndpoint(registry, dependencies);
  registerUpdateEndpoint(registry, dependencies);
  registerDeleteEndpoint(registry, dependencies);
  registerPauseEndpoint(registry, dependencies);
  registerResumeEndpoint(registry, dependencies);
  registerTestEndpoint(registry, dependencies);
  registerListDeliveries(registry, dependencies);
  registerGetDelivery(registry, dependencies);
  registerRedeliver(registry, dependencies);
  registerReplaySince(registry, dependencies);
  registerListEventTypes(registry, dependencies);
}
