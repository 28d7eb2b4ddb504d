import { HeaderSelect } from '@callboard/frontend-kit';
import { useMemo } from 'react';
import { useSites } from '../../hooks/useInventory';
import { useSite } from '../../hooks/useSite';
import { myTimeZone, useTimeZone } from '../../hooks/useTimeZone';
import { useTranslation } from '../../hooks/useTranslation';

/** My zone, or that of the chosen site (of any site while none is chosen). */
export function ZoneSelector() {
  const { t } = useTranslation();
  const { data: sites } = useSites();
  const { site } = useSite();
  const { zone, chooseZone } = useTimeZone();
  const mine = myTimeZone();

  const options = useMemo(() => {
    const labels = new Map<string, string>([
      [mine, t('common.zoneMine', { zone: mine })],
    ]);
    const relevant = site ? [site] : (sites ?? []);
    for (const { timeZone, title } of relevant) {
      if (!labels.has(timeZone)) {
        labels.set(
          timeZone,
          t('common.zoneOfSite', { zone: timeZone, site: title }),
        );
      }
    }
    if (!labels.has(zone)) {
      labels.set(zone, zone);
    }
    return [...labels].map(([id, label]) => ({ id, label }));
  }, [mine, site, sites, t, zone]);

  return (
    <HeaderSelect
      name={t('common.timeZone')}
      options={options}
      value={zone}
      onChange={key => chooseZone(key === mine ? undefined : key)}
    />
  );
}
