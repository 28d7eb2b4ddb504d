export { areWebhooksEnabled } from './areWebhooksEnabled';
export {
  createWebhooksSink,
  WEBHOOKS_SINK_ID,
  type WebhooksSink,
  type WebhooksSinkOptions,
} from './createWebhooksSink';
