import { ReservationsRequestError } from '@callboard/backstage-plugin-reservations-common';
import { Button } from '@backstage/ui';
import { ErrorPanel as KitErrorPanel } from '@callboard/frontend-kit';
import { useState } from 'react';
import { Translate, useTranslation } from '../../hooks/useTranslation';

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
    <KitErrorPanel
      title={title}
      requestId={
        requestId === undefined
          ? undefined
          : {
              text: t('common.requestId', { id: requestId }),
              copyButton: <CopyRequestId id={requestId} />,
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

function CopyRequestId({ id }: { id: string }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(id);
    setCopied(true);
  };
  return (
    <Button size="small" variant="tertiary" onPress={copy}>
      {copied ? t('common.copied') : t('common.copy')}
    </Button>
  );
}
