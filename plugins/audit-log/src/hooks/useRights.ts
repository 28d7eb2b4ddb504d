import { usePermission } from '@backstage/plugin-permission-react';
import { auditLogChainVerifyPermission } from '@callboard/backstage-plugin-audit-log-common';
import { useMemo } from 'react';
import { rightsOf } from '../lib/rights';
import { useSites } from './useInventory';

/**
 * Whose entries the caller may see, to offer only that; the backend decides.
 * Who may check the whole log may read the whole log. The others see the sites
 * that they administer: no question about entries in general says so, but the
 * inventory does.
 */
export function useRights() {
  const {
    allowed,
    loading,
    error: refused,
  } = usePermission({
    permission: auditLogChainVerifyPermission,
  });
  const { data: sites, error } = useSites();
  const rights = useMemo(
    () => rightsOf({ everything: loading ? undefined : allowed, sites }),
    [allowed, loading, sites],
  );
  return { rights, error: rights ? undefined : (error ?? refused) };
}
