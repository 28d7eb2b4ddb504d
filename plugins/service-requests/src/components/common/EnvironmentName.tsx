import { useOptions } from '../../hooks/useOptions';
import { useTranslation } from '../../hooks/useTranslation';
import styles from './EnvironmentName.module.css';

/** An environment by its title; production says so, as more depends on it. */
export function EnvironmentName({ name }: { name: string }) {
  const { t } = useTranslation();
  const { data } = useOptions();
  const environment = data?.environments.find(known => known.name === name);
  return (
    <span
      className={styles.environment}
      data-production={environment?.production || undefined}
      title={environment?.production ? t('common.production') : undefined}
    >
      {environment?.title ?? name}
    </span>
  );
}
