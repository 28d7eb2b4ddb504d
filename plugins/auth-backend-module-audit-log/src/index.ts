export { authModuleAuditLog as default } from './module';
