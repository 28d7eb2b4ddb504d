import type { Question } from '@callboard/backend-access';
import * as common from '@callboard/backstage-plugin-audit-log-common';
import type { SiteDirectory } from '@callboard/site-directory';
import type { EntrySubject } from './resourceRefs';
import { createEntryInAdministeredSites } from './rules/entryInAdministeredSites';
import { entryInSites } from './rules/entryInSites';

export type Questions = ReturnType<typeof createQuestions>;

export function createRules(directory: Pick<SiteDirectory, 'latest'>) {
  return [createEntryInAdministeredSites(directory), entryInSites];
}

/** Every permission of the plugin with the rules its conditions may use. */
export function createQuestions(directory: Pick<SiteDirectory, 'latest'>) {
  const rules = createRules(directory);
  const onEntry = (
    permission: Question<unknown>['permission'],
  ): Question<EntrySubject> => ({ permission, rules });
  const basic = (
    permission: Question<unknown>['permission'],
  ): Question<undefined> => ({ permission, rules: [] });
  return {
    entryRead: onEntry(common.auditLogEntryReadPermission),
    entryExport: onEntry(common.auditLogEntryExportPermission),
    chainVerify: basic(common.auditLogChainVerifyPermission),
    accessReviewRead: basic(common.auditLogAccessReviewReadPermission),
  };
}
