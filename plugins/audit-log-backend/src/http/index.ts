export { createAuditLogRouter } from './createAuditLogRouter';
