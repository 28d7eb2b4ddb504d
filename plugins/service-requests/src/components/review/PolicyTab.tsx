import type { Request } from '@callboard/backstage-plugin-service-requests-common';
import { EntityLink } from '@callboard/frontend-kit';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { VerdictList } from '../common/VerdictList';
import styles from './RequestPage.module.css';

/** What the rules said of it, and who set which aside. */
export function PolicyTab({ request }: { request: Request }) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const { verdicts, override, items } = request;
  return (
    <div className={styles.panel}>
      {override && (
        <p className={styles.reason}>
          {t('request.overridden')} <EntityLink entityRef={override.by} /> (
          {time.at(override.at)}): {override.reason}
        </p>
      )}
      {verdicts.length > 0 ? (
        <VerdictList
          verdicts={verdicts}
          nameOf={index => (items.length > 1 ? items[index]?.name : undefined)}
        />
      ) : (
        <p className={styles.reason}>{t('preview.noVerdicts')}</p>
      )}
      <span className={styles.hint}>{t('request.policyAgain')}</span>
    </div>
  );
}
