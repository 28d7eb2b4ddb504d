export { default } from './plugin';
export * from './api/auditLogApi';
export { ForReaders } from './components/common/ForReaders';
export { auditLogTranslationRef } from './translations/ref';
