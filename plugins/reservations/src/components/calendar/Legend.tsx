import { useMemo } from 'react';
import { useResources, useResourceTypes } from '../../hooks/useInventory';
import { useSite } from '../../hooks/useSite';
import { useThemeMode } from '../../hooks/useThemeMode';
import { useTranslation } from '../../hooks/useTranslation';
import { tint } from '../../lib/colour';
import styles from './Legend.module.css';

/** Which colour is which type, of the types that have resources here. */
export function Legend() {
  const { t } = useTranslation();
  const mode = useThemeMode();
  const { siteRef } = useSite();
  const { data: types } = useResourceTypes();
  const { data: resources } = useResources();
  const shown = useMemo(() => {
    const used = new Set(
      resources
        ?.filter(resource => !siteRef || resource.siteRef === siteRef)
        .map(resource => resource.type),
    );
    return types?.filter(type => used.has(type.name)) ?? [];
  }, [resources, siteRef, types]);
  return (
    <ul className={styles.legend} aria-label={t('calendar.legend')}>
      {shown.map(type => (
        <li key={type.id}>
          <span
            className={styles.dot}
            style={{ background: tint(type.colour, mode) }}
            aria-hidden
          />
          {type.title}
        </li>
      ))}
      {shown.length > 0 && (
        <li>
          <span className={styles.hatch} aria-hidden />
          {t('calendar.legendBuffer')}
        </li>
      )}
    </ul>
  );
}
