import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type {
  Broken,
  Verification,
} from '@callboard/backstage-plugin-audit-log-common';
import { RiErrorWarningFill, RiShieldCheckFill } from '@remixicon/react';
import type { ReactElement, ReactNode } from 'react';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { logRouteRef } from '../../routes';
import styles from './IntegrityPage.module.css';

/** What a check has found, in words. */
export function VerificationResult({ found }: { found: Verification }) {
  const { t } = useTranslation();
  const { checked, firstBroken } = found;
  if (!found.valid && firstBroken) {
    return <BrokenAt found={found} broken={firstBroken} />;
  }
  return (
    <Result
      tone="success"
      icon={<RiShieldCheckFill aria-hidden />}
      title={
        checked === 0
          ? t('integrity.empty')
          : t('integrity.valid', { count: checked })
      }
    >
      <Newest found={found} />
      <Took found={found} />
    </Result>
  );
}

function BrokenAt(props: { found: Verification; broken: Broken }) {
  const { found, broken } = props;
  const { t } = useTranslation();
  const format = useTimeFormat();
  const log = useRouteRef(logRouteRef);
  return (
    <Result
      tone="danger"
      icon={<RiErrorWarningFill aria-hidden />}
      title={t('integrity.broken', {
        position: format.number(broken.position),
      })}
    >
      <p>{t(`integrity.reason.${broken.reason}`)}</p>
      <p className={styles.message}>{broken.message}</p>
      {broken.entryId && log && (
        <p>
          <Link href={`${log()}?entry=${broken.entryId}`}>
            {t('integrity.brokenOpen')}
          </Link>
        </p>
      )}
      <p>{t('integrity.checked', { count: found.checked })}</p>
      <Took found={found} />
    </Result>
  );
}

function Newest({ found }: { found: Verification }) {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const { last } = found;
  return last ? (
    <p>
      {t('integrity.newest', {
        position: format.number(last.position),
        when: format.at(last.at),
      })}{' '}
      <code title={last.hash}>{last.hash.slice(0, 16)}…</code>
    </p>
  ) : null;
}

function Took({ found }: { found: Verification }) {
  const { t } = useTranslation();
  const format = useTimeFormat();
  return (
    <p className={styles.quiet}>
      {t('integrity.took', {
        when: format.at(found.startedAt),
        duration: format.seconds(found.durationMs),
      })}
    </p>
  );
}

function Result(props: {
  tone: 'success' | 'danger';
  icon: ReactElement;
  title: string;
  children: ReactNode;
}) {
  return (
    <div className={styles.result} data-tone={props.tone}>
      <span className={styles.icon}>{props.icon}</span>
      <div>
        <h3 className={styles.resultTitle}>{props.title}</h3>
        {props.children}
      </div>
    </div>
  );
}
