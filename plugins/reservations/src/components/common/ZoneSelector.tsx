import { Select } from '@backstage/ui';
import { useMemo } from 'react';
import { useSites } from '../../hooks/useInventory';
import { useSite } from '../../hooks/useSite';
import { myTimeZone, useTimeZone } from '../../hooks/useTimeZone';
import { useTranslation } from '../../hooks/useTranslation';
import styles from './HeaderControls.module.css';

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
    <Select
      aria-label={t('common.timeZone')}
      className={styles.select}
      selectionMode="single"
      options={options}
      value={zone}
      onChange={key =>
        chooseZone(key === null || key === mine ? undefined : String(key))
      }
    />
  );
}
