import { AuditLogRequestError } from '@callboard/backstage-plugin-audit-log-common';
import { ErrorPanel as KitErrorPanel } from '@callboard/frontend-kit';
import { Translate, useTranslation } from '../../hooks/useTranslation';
import { CopyButton } from './CopyButton';

/** What the error means for a person, and what to do. */
export function describeError(error: unknown, t: Translate): string {
  if (!(error instanceof AuditLogRequestError)) {
    return t('common.error.network');
  }
  if (error.status === 404) return t('common.error.notFound');
  if (error.status === 403) return t('common.error.notAllowed');
  if (error.status >= 500) return t('common.error.server');
  return error.message;
}

/** What failed (`title`), what to do, and the request id to hand on. */
export function ErrorPanel(props: {
  title: string;
  error: unknown;
  onRetry?: () => void;
}) {
  const { title, error, onRetry } = props;
  const { t } = useTranslation();
  const requestId =
    error instanceof AuditLogRequestError ? error.requestId : undefined;
  return (
    <KitErrorPanel
      title={title}
      requestId={
        requestId === undefined
          ? undefined
          : {
              text: t('common.requestId', { id: requestId }),
              copyButton: (
                <CopyButton text={requestId} what={t('common.requestIdName')} />
              ),
            }
      }
      retryLabel={t('common.retry')}
      onRetry={onRetry}
    >
      {describeError(error, t)}
    </KitErrorPanel>
  );
}
