import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { BodyChecker } from '@callboard/backend-openapi';
import type { AuthorizedServices } from '../services';
import { registerCreateEndpoint } from './createEndpoint';
import { registerGetDelivery } from './getDelivery';
import { registerListDeliveries } from './listDeliveries';
import { registerListEndpoints } from './listEndpoints';
import { registerListEventTypes } from './listEventTypes';
import { registerPauseEndpoint } from './pauseEndpoint';
import { registerRedeliver } from './redeliver';
import { registerReplaySince } from './replaySince';
import { registerResumeEndpoint } from './resumeEndpoint';
import { registerTestEndpoint } from './testEndpoint';

/** What actions are made of: the same services that HTTP requests reach. */
export interface ActionDependencies extends Pick<
  AuthorizedServices,
  'endpoints' | 'deliveries' | 'events'
> {
  /** The checks that a body passes over HTTP. */
  checkBody: BodyChecker;
}

/** Offers the plugin's operations to templates and agents. */
export function registerActions(
  registry: ActionsRegistryService,
  dependencies: ActionDependencies,
): void {
  registerListEndpoints(registry, dependencies);
  registerCreateEndpoint(registry, dependencies);
  registerPauseEndpoint(registry, dependencies);
  registerResumeEndpoint(registry, dependencies);
  registerTestEndpoint(registry, dependencies);
  registerListDeliveries(registry, dependencies);
  registerGetDelivery(registry, dependencies);
  registerRedeliver(registry, dependencies);
  registerReplaySince(registry, dependencies);
  registerListEventTypes(registry, dependencies);
}
