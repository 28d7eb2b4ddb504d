export { readWebhooksConfig, type WebhooksConfig } from './config';
export { webhooksPlugin as default } from './plugin';
export { createEngine, type Engine, type EngineOptions } from './services';
