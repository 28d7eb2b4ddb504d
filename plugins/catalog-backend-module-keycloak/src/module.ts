import {
  coreServices,
  createBackendModule,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { KeycloakConnection, KeycloakDirectory } from './KeycloakDirectory';
import { KeycloakEntityProvider } from './KeycloakEntityProvider';

const CONFIG_KEY = 'catalog.providers.keycloak';
const DEFAULT_PAGE_SIZE = 500;

const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { seconds: 10 },
  timeout: { minutes: 2 },
};

/** Keeps the users and groups of a Keycloak realm in the catalog. */
export const catalogModuleKeycloak = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'callboard-keycloak',
  register(reg) {
    reg.registerInit({
      deps: {
        catalog: catalogProcessingExtensionPoint,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ catalog, config, logger, scheduler }) {
        const section = config.getOptionalConfig(CONFIG_KEY);
        if (!section) {
          return;
        }
        const source = readConnection(section);
        const provider = KeycloakEntityProvider.create({
          directory: KeycloakDirectory.create(source),
          source,
          logger,
        });
        catalog.addEntityProvider(provider);
        await scheduler.scheduleTask({
          id: 'callboard-keycloak-refresh',
          ...(section.has('schedule')
            ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
                section.getConfig('schedule'),
              )
            : DEFAULT_SCHEDULE),
          fn: () => provider.refresh(),
        });
      },
    });
  },
});

function readConnection(config: Config): KeycloakConnection {
  return {
    baseUrl: config.getString('baseUrl').replace(/\/+$/, ''),
    realm: config.getString('realm'),
    clientId: config.getString('clientId'),
    clientSecret: config.getString('clientSecret'),
    pageSize: config.getOptionalNumber('pageSize') ?? DEFAULT_PAGE_SIZE,
  };
}
