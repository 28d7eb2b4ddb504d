import type { Endpoint } from '@callboard/backstage-plugin-webhooks-common';
import { useTold } from '@callboard/frontend-kit';
import { useTranslation } from '../../hooks/useTranslation';
import {
  usePauseEndpoint,
  useResumeEndpoint,
} from '../../hooks/useWebhookMutations';

/** Holds an endpoint's deliveries back, or lets them go; and says so. */
export function usePausing({ id, title }: Endpoint) {
  const { t } = useTranslation();
  const { told, failed } = useTold();
  const pausing = usePauseEndpoint();
  const resuming = useResumeEndpoint();
  return {
    pause: () =>
      pausing.mutate(id, {
        onSuccess: () => told(t('endpoints.paused', { title })),
        onError: error => failed(t('endpoints.notPaused', { title }), error),
      }),
    resume: () =>
      resuming.mutate(id, {
        onSuccess: () => told(t('endpoints.resumed', { title })),
        onError: error => failed(t('endpoints.notResumed', { title }), error),
      }),
  };
}
