export { default } from './plugin';
export * from './api/webhooksApi';
export { webhooksTranslationRef } from './translations/ref';
