import { createApiRef } from '@backstage/frontend-plugin-api';
import type { AuditLogClient } from '@callboard/backstage-plugin-audit-log-common';
import type { ReservationsClient } from '@callboard/backstage-plugin-reservations-common';

/** The typed client of the audit log's backend. */
export const auditLogApiRef = createApiRef<AuditLogClient>({
  id: 'plugin.audit-log.client',
});

/** The inventory, for the names of sites and who administers them. */
export const inventoryApiRef = createApiRef<ReservationsClient>({
  id: 'plugin.audit-log.inventory',
});
