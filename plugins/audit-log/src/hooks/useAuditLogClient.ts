import { useApi } from '@backstage/frontend-plugin-api';
import { auditLogApiRef } from '../api/auditLogApi';

export function useAuditLogClient() {
  return useApi(auditLogApiRef);
}
