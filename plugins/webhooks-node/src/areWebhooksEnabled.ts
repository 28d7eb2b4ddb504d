import type { RootConfigService } from '@backstage/backend-plugin-api';

const ROOT = 'callboard.webhooks';

/**
 * Whether events are to be announced to webhooks: if the portal has the webhooks
 * plugin, which does not start without a section of its own in the
 * configuration. `callboard.webhooks.enabled` says otherwise, for example for a
 * plugin in a backend of its own.
 */
export function areWebhooksEnabled(config: RootConfigService): boolean {
  return config.getOptionalBoolean(`${ROOT}.enabled`) ?? config.has(ROOT);
}
