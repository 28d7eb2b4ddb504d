import type { Endpoint } from '@callboard/backstage-plugin-webhooks-common';
import { ConfirmDialog, useTold } from '@callboard/frontend-kit';
import { useTranslation } from '../../hooks/useTranslation';
import { useDeleteEndpoint } from '../../hooks/useWebhookMutations';

/** Asks once, naming the endpoint and what is still to be sent to it. */
export function DeleteDialog(props: {
  endpoint: Endpoint;
  onClose: () => void;
}) {
  const { endpoint, onClose } = props;
  const { id, title, url, queue } = endpoint;
  const { t } = useTranslation();
  const { told } = useTold();
  const { mutate, isPending, error } = useDeleteEndpoint();
  const remove = () =>
    mutate(id, {
      onSuccess: () => {
        told(t('endpoints.deleted', { title }));
        onClose();
      },
    });
  return (
    <ConfirmDialog
      title={t('delete.title', { title })}
      action={t('delete.action')}
      destructive
      isPending={isPending}
      error={error}
      onConfirm={remove}
      onClose={onClose}
    >
      <p>{t('delete.text', { url })}</p>
      {queue.pending > 0 && (
        <p>
          <strong>{t('delete.pending', { count: queue.pending })}</strong>
        </p>
      )}
      <p>{t('delete.history')}</p>
    </ConfirmDialog>
  );
}
