export { default } from './plugin';
export * from './api/serviceRequestsApi';
export { serviceRequestsTranslationRef } from './translations/ref';
