export {
  createWebhooksRouter,
  type WebhooksRouterOptions,
} from './createWebhooksRouter';
