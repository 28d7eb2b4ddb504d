export type { AuthorizedTimeline } from './AuthorizedTimeline';
export { createTimeline } from './createTimeline';
export { WebhookDeliveries } from './WebhookDeliveries';
