import { createPermission } from '@backstage/plugin-permission-common';

/** An entry of the audit log, by its id. */
export const RESOURCE_TYPE_AUDIT_LOG_ENTRY = 'audit-log-entry';

const resourceType = RESOURCE_TYPE_AUDIT_LOG_ENTRY;

/** An entry that concerns no site needs an unconditional allow. */
export const auditLogEntryReadPermission = createPermission({
  name: 'audit-log.entry.read',
  attributes: { action: 'read' },
  resourceType,
});

/** Taking entries away as a file. */
export const auditLogEntryExportPermission = createPermission({
  name: 'audit-log.entry.export',
  attributes: { action: 'read' },
  resourceType,
});

/** Checking that nobody has tampered with the log. */
export const auditLogChainVerifyPermission = createPermission({
  name: 'audit-log.chain.verify',
  attributes: { action: 'read' },
});

/** Seeing who can do what, and how it came about. */
export const auditLogAccessReviewReadPermission = createPermission({
  name: 'audit-log.access-review.read',
  attributes: { action: 'read' },
});

export const auditLogEntryPermissions = [
  auditLogEntryReadPermission,
  auditLogEntryExportPermission,
];

/** What is asked of nothing in particular. */
export const auditLogBasicPermissions = [
  auditLogChainVerifyPermission,
  auditLogAccessReviewReadPermission,
];

export const auditLogPermissions = [
  ...auditLogBasicPermissions,
  ...auditLogEntryPermissions,
];
