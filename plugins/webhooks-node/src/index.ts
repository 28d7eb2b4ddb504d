export { areWebhooksEnabled } from './areWebhooksEnabled';
export {
  createWebhooksSink,
  WEBHOOKS_SINK_ID,
  type WebhooksSinkOptions,
} from './createWebhooksSink';
