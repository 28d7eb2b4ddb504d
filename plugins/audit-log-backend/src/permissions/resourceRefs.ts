import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import type { SqlFilter } from '@callboard/backend-access';
import { RESOURCE_TYPE_AUDIT_LOG_ENTRY } from '@callboard/backstage-plugin-audit-log-common';

/** What the rules look at in an entry. */
export interface EntrySubject {
  /** The sites that it names. */
  siteRefs: string[];
}

export const entryResourceRef = createPermissionResourceRef<
  EntrySubject,
  SqlFilter
>().with({
  pluginId: 'audit-log',
  resourceType: RESOURCE_TYPE_AUDIT_LOG_ENTRY,
});
