import { Button } from '@backstage/ui';
import type { Verification } from '@callboard/backstage-plugin-audit-log-common';
import { RiShieldCheckLine } from '@remixicon/react';
import type { ReactNode } from 'react';
import { useVerification } from '../../hooks/useVerification';
import { useTranslation } from '../../hooks/useTranslation';
import { AuditLogPage } from '../common/AuditLogPage';
import { ErrorPanel } from '../common/ErrorPanel';
import { Heads, Retention } from './Explained';
import styles from './IntegrityPage.module.css';
import { VerificationResult } from './VerificationResult';

/** Whether the record is whole, and what would show that it is not. */
export function IntegrityPage() {
  return (
    <AuditLogPage>
      <Integrity />
    </AuditLogPage>
  );
}

function Integrity() {
  const { t } = useTranslation();
  const verification = useVerification();
  const { data, error, isPending, mutate } = verification;
  return (
    <>
      <section className={styles.verify} aria-labelledby="integrity-title">
        <h2 id="integrity-title" className={styles.title}>
          {t('integrity.title')}
        </h2>
        <p className={styles.text}>{t('integrity.lead')}</p>
        <div className={styles.action}>
          <Button
            variant="primary"
            iconStart={<RiShieldCheckLine />}
            isPending={isPending}
            onPress={() => mutate()}
          >
            {t(data ? 'integrity.again' : 'integrity.verify')}
          </Button>
        </div>
        <div role="status">
          {isPending && <p className={styles.text}>{t('integrity.running')}</p>}
          {!isPending && data && <VerificationResult found={data} />}
        </div>
        {error && (
          <ErrorPanel
            title={t('integrity.notVerified')}
            error={error}
            onRetry={mutate}
          />
        )}
      </section>
      <Explained found={isPending ? undefined : data} />
    </>
  );
}

function Explained({ found }: { found: Verification | undefined }) {
  const { t } = useTranslation();
  return (
    <div className={styles.explained}>
      <Panel title={t('integrity.heads.title')}>
        <Heads found={found} />
      </Panel>
      <Panel title={t('integrity.retention.title')}>
        <Retention found={found} />
      </Panel>
    </div>
  );
}

function Panel(props: { title: string; children: ReactNode }) {
  return (
    <section className={styles.panel}>
      <h3 className={styles.subtitle}>{props.title}</h3>
      {props.children}
    </section>
  );
}
