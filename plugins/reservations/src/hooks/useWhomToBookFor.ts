import type { Resource } from '@callboard/backstage-plugin-reservations-common';
import { useMemo } from 'react';
import { useSites } from './useInventory';
import { useTeam } from './useTeam';

/** `anybody`, those of a list, or undefined where only for oneself. */
export type Whom = 'anybody' | string[] | undefined;

/**
 * For whom the caller may book these: who administers every site, for anybody;
 * who leads a team, for that. The server decides; this is what to offer.
 */
export function useWhomToBookFor(resources: Resource[]): Whom {
  const { data: sites } = useSites();
  const { data: team } = useTeam();
  return useMemo(() => {
    const administered = new Set(
      sites
        ?.filter(site => site.actions.includes('update'))
        .map(site => site.entityRef),
    );
    const isAdmin =
      resources.length > 0 &&
      resources.every(({ siteRef }) => administered.has(siteRef));
    if (isAdmin) return 'anybody';
    return team && team.length > 0 ? team : undefined;
  }, [resources, sites, team]);
}
