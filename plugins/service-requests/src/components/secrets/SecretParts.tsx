import type { SecretReference } from '@callboard/backstage-plugin-service-requests-common';
import { CopyButton, Status } from '@callboard/frontend-kit';
import { useSaid } from '../../hooks/useSaid';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { daysOverdue, daysSince } from '../../lib/secrets';
import { SECRET_TONES } from '../../lib/serviceStatus';
import styles from './SecretParts.module.css';

type Props = { secret: SecretReference };

/** What it is called and where it is kept. */
export function SecretName({ secret }: Props) {
  const { t } = useTranslation();
  const { name, namespace, arn, kind } = secret;
  const what = t('secrets.copyArn', { name });
  return (
    <span className={styles.name}>
      <code>{name}</code>
      <span className={styles.faint}>
        {t(`secrets.kind.${kind}`)}
        {namespace && ` ${t('secrets.namespace', { namespace })}`}
      </span>
      {arn && (
        <span className={styles.arn}>
          <code>{arn}</code>
          <CopyButton text={arn} what={what} look="icon" />
        </span>
      )}
    </span>
  );
}

export function SecretState({ secret }: Props) {
  const { t } = useTranslation();
  const said = useSaid();
  const { state, message } = secret;
  return (
    <span className={styles.state}>
      <Status tone={SECRET_TONES[state]}>{t(`secrets.state.${state}`)}</Status>
      {message && <span className={styles.faint}>{said(message)}</span>}
    </span>
  );
}

/** How old it is, how old it may be, and in words if it is older. */
export function Rotation({ secret }: Props) {
  const { t } = useTranslation();
  const { exact, now } = useTimeFormat();
  const { lastRotatedAt, rotateEveryDays, overdue } = secret;
  const late = daysOverdue(secret, now.getTime());
  const age = lastRotatedAt ? daysSince(lastRotatedAt, now.getTime()) : 0;
  return (
    <span className={styles.state}>
      {overdue && (
        <Status tone="danger">
          {late > 0
            ? t('secrets.overdueBy', { count: late })
            : t('secrets.overdue')}
        </Status>
      )}
      <span title={lastRotatedAt && exact(lastRotatedAt)}>
        {!lastRotatedAt && t('secrets.never')}
        {lastRotatedAt && age === 0 && t('secrets.today')}
        {lastRotatedAt && age > 0 && t('secrets.daysAgo', { count: age })}
        {rotateEveryDays !== undefined &&
          `, ${t('secrets.every', { count: rotateEveryDays })}`}
      </span>
    </span>
  );
}
