export type { Access, AccessLog } from './accesses/AccessLog';
export { accessLogServiceRef } from './accesses/accessLogServiceRef';
export { describeRequest } from './accesses/describeRequest';
export { RecentKeys } from './accesses/RecentKeys';
export { auditorServiceFactory } from './auditor/auditorServiceFactory';
export { auditedAs, type AuditedAs } from './auditor/toAccess';
export { type Attempt, Crowds, type CrowdReport } from './denials/Crowds';
export { DenialRecorder } from './denials/DenialRecorder';
export { denialRecorderServiceRef } from './denials/denialRecorderServiceRef';
export { isAuditLogEnabled } from './isAuditLogEnabled';
export {
  AUDIT_LOG_SINK_ID,
  createAuditLogSink,
} from './sink/createAuditLogSink';
