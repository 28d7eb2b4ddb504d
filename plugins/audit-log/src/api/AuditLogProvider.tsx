import { AuditLogRequestError } from '@callboard/backstage-plugin-audit-log-common';
import { createQueryProvider } from '@callboard/frontend-kit';
import { auditLogApiRef } from './auditLogApi';

/** Everything that asks the audit log's backend stands inside one of these. */
export const AuditLogProvider = createQueryProvider({
  apiRef: auditLogApiRef,
  isRefusal: error =>
    error instanceof AuditLogRequestError && error.status < 500,
  queries: { staleTime: 5_000 },
});
