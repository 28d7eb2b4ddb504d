import type {
  Resource,
  Site,
} from '@callboard/backstage-plugin-reservations-common';
import {
  reservationsCommitmentsReadPermission,
  reservationsSiteCreatePermission,
} from '@callboard/backstage-plugin-reservations-common';
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
  /** Those whose access grants are seen, and those where one is given. */
  sitesWithGrants: Site[];
  sitesForGrants: Site[];
  /** What somebody leaves behind is seen. */
  canSeeLeaving: boolean;
  /** What the caller may take out of service. */
  resourcesForMaintenance: Resource[];
  /** Something may be created or changed by a file. */
  canImport: boolean;
}

/** What those may who use a resource, and look after nothing. */
const FOR_EVERYBODY: ReadonlySet<string> = new Set(['book', 'report-problem']);

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
  const leaving = usePermission({
    permission: reservationsCommitmentsReadPermission,
  });
  const sites = useSites();
  const types = useResourceTypes();
  const resources = useResources();

  const rights = useMemo(() => {
    if (loading || leaving.loading || !sites.data) {
      return undefined;
    }
    const may = (action: Site['actions'][number]) =>
      sites.data.filter(site => site.actions.includes(action));
    const some =
      allowed ||
      leaving.allowed ||
      sites.data.some(site => site.actions.length > 0);
    if (!some && !(types.data && resources.data)) {
      return undefined;
    }
    const any =
      some ||
      types.data?.some(type => type.actions.length > 0) ||
      resources.data?.some(r => r.actions.some(a => !FOR_EVERYBODY.has(a)));
    return any
      ? {
          canCreateSite: allowed,
          canCreateGlobalType: allowed,
          sitesForTypes: may('create-resource-type'),
          sitesForResources: may('create-resource'),
          sitesWithGrants: may('read-access-grants'),
          sitesForGrants: may('create-access-grant'),
          canSeeLeaving: leaving.allowed,
          resourcesForMaintenance: (resources.data ?? []).filter(
            ({ actions }) => actions.includes('schedule-maintenance'),
          ),
          canImport:
            allowed ||
            may('create-resource').length > 0 ||
            Boolean(
              resources.data?.some(({ actions }) => actions.includes('update')),
            ),
        }
      : null;
  }, [
    allowed,
    loading,
    leaving.allowed,
    leaving.loading,
    sites.data,
    types.data,
    resources.data,
  ]);

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
