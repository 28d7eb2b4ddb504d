import { createQueryProvider } from '@callboard/frontend-kit';
import { useTranslation } from '../hooks/useTranslation';
import { auditLogApiRef } from './auditLogApi';

/** Everything that asks the audit log's backend stands inside one of these. */
export const AuditLogProvider = createQueryProvider({
  apiRef: auditLogApiRef,
  useNotAllowed: () => useTranslation().t('common.error.notAllowed'),
  queries: { staleTime: 5_000 },
});
