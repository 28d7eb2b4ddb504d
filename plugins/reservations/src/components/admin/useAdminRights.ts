import type { Site } from '@callboard/backstage-plugin-reservations-common';
import { reservationsSiteCreatePermission } from '@callboard/backstage-plugin-reservations-common';
import { usePermission } from '@backstage/plugin-permission-react';
import { useMemo } from 'react';
import {
  useResources,
  useResourceTypes,
  useSites,
} from '../../hooks/useInventory';

export interface AdminRights {
  canCreateSite: boolean;
  /** Types that belong to no site are for those who may also make sites. */
  canCreateGlobalType: boolean;
  sitesForTypes: Site[];
  sitesForResources: Site[];
}

/**
 * What the caller may administer, as the server says of each thing.
 * `rights` is undefined while that is not known, and null where it is nothing.
 */
export function useAdminRights(): {
  rights: AdminRights | null | undefined;
  error: unknown;
  refetch: () => void;
} {
  const { allowed, loading } = usePermission({
    permission: reservationsSiteCreatePermission,
  });
  const sites = useSites();
  const types = useResourceTypes();
  const resources = useResources();

  const rights = useMemo(() => {
    if (loading || !sites.data) {
      return undefined;
    }
    const may = (action: Site['actions'][number]) =>
      sites.data.filter(site => site.actions.includes(action));
    const some = allowed || sites.data.some(site => site.actions.length > 0);
    if (!some && !(types.data && resources.data)) {
      return undefined;
    }
    const any =
      some ||
      types.data?.some(type => type.actions.length > 0) ||
      resources.data?.some(r => r.actions.some(a => a !== 'book'));
    return any
      ? {
          canCreateSite: allowed,
          canCreateGlobalType: allowed,
          sitesForTypes: may('create-resource-type'),
          sitesForResources: may('create-resource'),
        }
      : null;
  }, [allowed, loading, sites.data, types.data, resources.data]);

  return {
    rights,
    error: sites.error ?? types.error ?? resources.error,
    refetch: () => {
      for (const query of [sites, types, resources]) {
        query.refetch();
      }
    },
  };
}
