import { Alert, Button } from '@backstage/ui';
import { WebhooksRequestError } from '@callboard/backstage-plugin-webhooks-common';
import { Translate, useTranslation } from '../../hooks/useTranslation';
import { CopyButton } from './CopyButton';
import styles from './ErrorPanel.module.css';

/** What the error means for a person, and what to do. */
export function describeError(error: unknown, t: Translate): string {
  if (!(error instanceof WebhooksRequestError)) {
    return t('common.error.network');
  }
  if (error.status === 404) return t('common.error.notFound');
  if (error.status === 412) return t('common.error.stale');
  if (error.status === 403) return t('common.error.notAllowed');
  if (error.status >= 500) return t('common.error.server');
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
    error instanceof WebhooksRequestError ? error.requestId : undefined;
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
            {requestId && (
              <span className={styles.requestId}>
                <code>{t('common.requestId', { id: requestId })}</code>
                <CopyButton text={requestId} what={t('common.requestIdName')} />
              </span>
            )}
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
