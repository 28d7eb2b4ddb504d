import { useMemo } from 'react';
import { useSites } from './useInventory';
import { useRemembered } from './useRemembered';

/** The site that every reservations page is narrowed to, if one is. */
export function useSite() {
  const [siteRef, chooseSite] = useRemembered('site');
  const { data: sites } = useSites();
  const site = useMemo(
    () => sites?.find(candidate => candidate.entityRef === siteRef),
    [sites, siteRef],
  );
  return { siteRef, site, chooseSite };
}
