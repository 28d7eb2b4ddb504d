import {
  coreServices,
  createBackendModule,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { InventoryEntityProvider } from './InventoryEntityProvider';
import { InventoryRelationsProcessor } from './InventoryRelationsProcessor';
import { HttpInventorySource } from './InventorySource';

const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 10 },
  timeout: { minutes: 5 },
  initialDelay: { minutes: 10 },
};

/**
 * What changes an entity. A resource type is not among it: all that an entity
 * says of its type is the name, and names never change.
 */
const TOPICS = [
  'site.created',
  'site.changed',
  'site.archived',
  'member.added',
  'member.removed',
  'resource.created',
  'resource.changed',
  'resource.status_changed',
  'resource.archived',
].map(type => `callboard.${type}`);

/** Keeps every Callboard site and resource in the catalog. */
export const catalogModuleReservations = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'callboard-reservations',
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
        const provider = InventoryEntityProvider.create({
          source: HttpInventorySource.create(deps),
          logger: deps.logger,
          signal: stopped.signal,
        });
        deps.catalog.addEntityProvider(provider);
        deps.catalog.addProcessor(new InventoryRelationsProcessor());
        await deps.events.subscribe({
          id: 'callboard-catalog-inventory',
          topics: TOPICS,
          onEvent: async event => provider.onEvent(event),
        });
        const schedule = deps.config.getOptionalConfig(
          'catalog.providers.callboardReservations.schedule',
        );
        await deps.scheduler.scheduleTask({
          id: 'callboard-reservations-refresh',
          ...(schedule
            ? readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule)
            : DEFAULT_SCHEDULE),
          fn: () => provider.refresh(),
        });
      },
    });
  },
});
