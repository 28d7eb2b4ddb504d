export { areWebhooksEnabled } from './areWebhooksEnabled';
export {
  WEBHOOKS_SINK_ID,
  type WebhooksSink,
  type WebhooksSinkOptions,
} from './createWebhooksSink';
export {
  LocalWebhooks,
  localWebhooksServiceRef,
} from './localWebhooksServiceRef';
export type { WebhooksIntake } from './WebhooksIntake';
export { type WebhooksService, webhooksServiceRef } from './webhooksServiceRef';
