import type { Service } from '@callboard/backstage-plugin-service-requests-common';
import { EntityLink, ErrorPanel, RowsSkeleton } from '@callboard/frontend-kit';
import { useDependents } from '../../hooks/useTargets';
import { useTranslation } from '../../hooks/useTranslation';
import styles from './Dependents.module.css';
import { Section } from './Section';

/** Applications that say that they need it. */
export function Dependents({ service }: { service: Service }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useDependents(service.id);
  const nothing = data && data.items.length === 0 && data.hidden === 0;
  return (
    <Section title={t('service.dependents')}>
      {!data && error && (
        <ErrorPanel
          title={t('service.dependents.notLoaded')}
          error={error}
          onRetry={refetch}
        />
      )}
      {!data && !error && <RowsSkeleton rows={1} />}
      {nothing && <p>{t('service.dependents.none')}</p>}
      {data && !nothing && (
        <ul className={styles.dependents}>
          {data.items.map(({ entityRef, title }) => (
            <li key={entityRef}>
              <EntityLink entityRef={entityRef} title={title} />
            </li>
          ))}
          {data.hidden > 0 && (
            <li>{t('service.dependents.hidden', { count: data.hidden })}</li>
          )}
        </ul>
      )}
    </Section>
  );
}
