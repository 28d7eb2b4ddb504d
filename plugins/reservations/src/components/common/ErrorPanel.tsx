import { ReservationsRequestError } from '@callboard/backstage-plugin-reservations-common';
import { Alert, Button } from '@backstage/ui';
import { useState } from 'react';
import { Translate, useTranslation } from '../../hooks/useTranslation';
import styles from './ErrorPanel.module.css';

/** What the error means for a person, and what to do. */
export function describeError(error: unknown, t: Translate): string {
  if (!(error instanceof ReservationsRequestError)) {
    return t('common.error.network');
  }
  if (error.status === 404) return t('common.error.notFound');
  if (error.status === 412) return t('common.error.stale');
  if (error.status >= 500) return t('common.error.server');
  if (error.status === 403 && error.verdicts.length === 0) {
    return t('common.error.notAllowed');
  }
  return error.message;
}

/**
 * What failed (`title`), whether anything was saved (`mutation`: nothing was),
 * what to do, and the request id to hand on.
 */
export function ErrorPanel(props: {
  title: string;
  error: unknown;
  mutation?: boolean;
  onRetry?: () => void;
}) {
  const { title, error, mutation, onRetry } = props;
  const { t } = useTranslation();
  const requestId =
    error instanceof ReservationsRequestError ? error.requestId : undefined;
  return (
    <div role="alert">
      <Alert
        status="danger"
        icon
        title={title}
        description={
          <span className={styles.body}>
            <span>
              {describeError(error, t)}
              {mutation && ` ${t('common.nothingSaved')}`}
            </span>
            {requestId && <RequestId id={requestId} />}
          </span>
        }
        customActions={
          onRetry && (
            <Button size="small" variant="secondary" onPress={onRetry}>
              {t('common.retry')}
            </Button>
          )
        }
      />
    </div>
  );
}

function RequestId({ id }: { id: string }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(id);
    setCopied(true);
  };
  return (
    <span className={styles.requestId}>
      <code>{t('common.requestId', { id })}</code>
      <Button size="small" variant="tertiary" onPress={copy}>
        {copied ? t('common.copied') : t('common.copy')}
      </Button>
    </span>
  );
}
