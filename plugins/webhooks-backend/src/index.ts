export { readWebhooksConfig, type WebhooksConfig } from './config';
export { newAttemptIdSql } from './delivery';
export { webhooksPlugin as default } from './plugin';
export { createEngine, type Engine, type EngineOptions } from './services';
