import { Button } from '@backstage/ui';
import type { Delivery } from '@callboard/backstage-plugin-webhooks-common';
import { ConfirmDialog } from '@callboard/frontend-kit';
import { useState } from 'react';
import { useTranslation } from '../../hooks/useTranslation';
import { resending } from '../../lib/deliveryState';
import { useRedeliverOne } from './useRedeliverOne';

/**
 * Sends a delivery by hand, where the caller may and it makes sense. One that
 * waits for others goes past them only after a question.
 */
export function Redeliver({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslation();
  const { redeliver, isPending } = useRedeliverOne();
  const [isAsking, ask] = useState(false);
  const way = resending(delivery);
  if (!way) {
    return null;
  }
  const { eventType: event, endpointTitle: endpoint } = delivery;
  const close = () => ask(false);
  return (
    <>
      <Button
        size="small"
        variant="secondary"
        isPending={isPending}
        aria-label={t(
          way === 'again' ? 'log.redeliverNamed' : 'log.sendNowNamed',
          { event, endpoint },
        )}
        onPress={() => (way === 'past' ? ask(true) : redeliver(delivery))}
      >
        {t(way === 'again' ? 'log.redeliver' : 'log.sendNow')}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={t('log.past.title', { event, endpoint })}
          action={t('log.past.action')}
          onConfirm={() => {
            redeliver(delivery);
            close();
          }}
          onClose={close}
        >
          <p>{t('log.past.text')}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
