import { myTimeZone, ZoneSelect } from '@callboard/frontend-kit';
import { useMemo } from 'react';
import { useSites } from '../../hooks/useInventory';
import { useSite } from '../../hooks/useSite';
import { useTimeZone } from '../../hooks/useTimeZone';

const NO_OTHERS: string[] = [];

/** My zone, or that of the chosen site (of any site while none is chosen). */
export function ZoneSelector() {
  const { data: sites } = useSites();
  const { site } = useSite();
  const { zone, chooseZone } = useTimeZone();
  const relevant = useMemo(() => (site ? [site] : sites), [site, sites]);
  return (
    <ZoneSelect
      zone={zone}
      sites={relevant}
      also={NO_OTHERS}
      onChange={key => chooseZone(key === myTimeZone() ? undefined : key)}
    />
  );
}
