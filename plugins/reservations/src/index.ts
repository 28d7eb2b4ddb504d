export { default } from './plugin';
export * from './api/reservationsApi';
export { reservationsTranslationRef } from './translations/ref';
