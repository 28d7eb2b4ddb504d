import { ServiceRequestsError } from '@callboard/backstage-plugin-service-requests-common';
import { ErrorPanel as KitErrorPanel } from '@callboard/frontend-kit';
import { Translate, useTranslation } from '../../hooks/useTranslation';
import { CopyButton } from './CopyButton';

/** What the error means for a person, and what to do. */
export function describeError(error: unknown, t: Translate): string {
  if (!(error instanceof ServiceRequestsError)) {
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
    error instanceof ServiceRequestsError ? error.requestId : undefined;
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
      {mutation && ` ${t('common.nothingSaved')}`}
    </KitErrorPanel>
  );
}
