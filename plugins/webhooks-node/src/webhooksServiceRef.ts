import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { PluginRequests } from '@callboard/plugin-requests';
import {
  createWebhooksSink,
  type WebhooksSink,
  type WebhooksSinkOptions,
} from './createWebhooksSink';
import { localWebhooksServiceRef } from './localWebhooksServiceRef';
import { RemoteIntake } from './RemoteIntake';
import { WebhooksSource } from './WebhooksSource';

/** How a plugin's events reach webhooks. */
export interface WebhooksService {
  /**
   * A sink of the plugin's outbox relay that announces its events to webhooks, in
   * order on what `orderingKeysOf` names, from now on.
   */
  createSink(options: WebhooksSinkOptions): WebhooksSink;
}

/**
 * Hands events over in the process where the webhooks plugin runs in it, and by
 * HTTP where it does not.
 */
export const webhooksServiceRef = createServiceRef<WebhooksService>({
  id: 'callboard.webhooks',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        auth: coreServices.auth,
        discovery: coreServices.discovery,
        local: localWebhooksServiceRef,
        logger: coreServices.logger,
        plugin: coreServices.pluginMetadata,
      },
      factory({ local, logger, plugin, ...deps }): WebhooksService {
        const remote = RemoteIntake.create(
          PluginRequests.create({ ...deps, target: 'webhooks' }),
        );
        return {
          createSink: options =>
            createWebhooksSink(
              WebhooksSource.create({
                intake: () => local.intake ?? remote,
                logger,
                pluginId: plugin.getId(),
                eventTypes: options.eventTypes,
              }),
              options,
            ),
        };
      },
    }),
});
