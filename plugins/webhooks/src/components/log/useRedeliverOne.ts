import type { Delivery } from '@callboard/backstage-plugin-webhooks-common';
import { useTold } from '@callboard/frontend-kit';
import { useTranslation } from '../../hooks/useTranslation';
import { useRedeliver } from '../../hooks/useWebhookMutations';

/** Sends one delivery again and says so. */
export function useRedeliverOne() {
  const { t } = useTranslation();
  const { told, failed } = useTold();
  const { mutate, isPending } = useRedeliver();
  const redeliver = ({ id, eventType, endpointTitle }: Delivery) =>
    mutate([id], {
      onSuccess: () =>
        told(
          t('log.redelivered', { event: eventType, endpoint: endpointTitle }),
        ),
      onError: error =>
        failed(
          t('log.notRedelivered', {
            event: eventType,
            endpoint: endpointTitle,
          }),
          error,
        ),
    });
  return { redeliver, isPending };
}
