import type { Service } from '@callboard/backstage-plugin-service-requests-common';
import { Notice } from '@callboard/frontend-kit';
import { useTranslation } from '../../hooks/useTranslation';
import { textOf } from '../../lib/parameters';
import styles from './DriftNotice.module.css';

/** What is not as it was merged, field by field. */
export function DriftNotice({ service }: { service: Service }) {
  const { t } = useTranslation();
  const { drift } = service;
  const value = (of: unknown) => textOf(of) ?? t('service.drift.nothing');
  return (
    <Notice
      status="warning"
      title={t('service.drift.title', { count: drift.length })}
      description={
        <>
          {t('service.drift.text')}
          <ul className={styles.fields}>
            {drift.map(({ field, object, desired, observed }) => (
              <li key={`${object} ${field}`}>
                {t('service.drift.line', {
                  field,
                  desired: value(desired),
                  observed: value(observed),
                })}
              </li>
            ))}
          </ul>
        </>
      }
    />
  );
}
