import {
  coreServices,
  createBackendModule,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { serviceRequestsEventTypes } from '@callboard/backstage-plugin-service-requests-common';
import { ServiceEntityProvider } from './ServiceEntityProvider';
import { HttpServiceSource } from './ServiceSource';

const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 10 },
  timeout: { minutes: 5 },
  initialDelay: { minutes: 10 },
};

/** Whatever happens to a service. */
const TOPICS = serviceRequestsEventTypes
  .map(({ type }) => type)
  .filter(type => type.startsWith('service.'))
  .map(type => `callboard.${type}`);

/** Keeps every service in the catalog. */
export const catalogModuleServiceRequests = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'callboard-service-requests',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogProcessingExtensionPoint,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const stopped = new AbortController();
        deps.lifecycle.addShutdownHook(() => stopped.abort());
        const provider = ServiceEntityProvider.create({
          source: HttpServiceSource.create(deps),
          logger: deps.logger,
          signal: stopped.signal,
          appUrl: deps.config.getOptionalString('app.baseUrl'),
        });
        deps.catalog.addEntityProvider(provider);
        await deps.events.subscribe({
          id: 'callboard-catalog-services',
          topics: TOPICS,
          onEvent: async event => provider.onEvent(event),
        });
        const schedule = deps.config.getOptionalConfig(
          'catalog.providers.callboardServices.schedule',
        );
        await deps.scheduler.scheduleTask({
          id: 'callboard-service-requests-refresh',
          ...(schedule
            ? readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule)
            : DEFAULT_SCHEDULE),
          fn: () => provider.refresh(),
        });
      },
    });
  },
});
