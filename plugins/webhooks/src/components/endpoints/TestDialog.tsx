import { Button, Select } from '@backstage/ui';
import type { Endpoint } from '@callboard/backstage-plugin-webhooks-common';
import { Drawer, ErrorPanel, RowsSkeleton } from '@callboard/frontend-kit';
import { useState } from 'react';
import { useDelivery } from '../../hooks/useDeliveries';
import { useTranslation } from '../../hooks/useTranslation';
import { useTestEndpoint } from '../../hooks/useWebhookMutations';
import { DeliveryDetails } from '../log/DeliveryDetails';
import { DeliveryNotes } from '../log/DeliveryNotes';
import { DeliveryStatusTag } from '../log/DeliveryStatusTag';
import styles from './TestDialog.module.css';

/** Sends an example event, the way every delivery goes, and shows what comes of it. */
export function TestDialog(props: { endpoint: Endpoint; onClose: () => void }) {
  const { endpoint, onClose } = props;
  const { id, title, eventTypes, url } = endpoint;
  const { t } = useTranslation();
  const [eventType, choose] = useState(eventTypes[0]);
  const { mutate, data: started, isPending, error } = useTestEndpoint();
  return (
    <Drawer title={t('test.title', { title })} width={640} onClose={onClose}>
      <div className={styles.test}>
        <p>{t('test.text', { url })}</p>
        <div className={styles.send}>
          <Select
            className={styles.event}
            label={t('test.event')}
            selectionMode="single"
            options={eventTypes.map(type => ({ id: type, label: type }))}
            value={eventType}
            onChange={key => key !== null && choose(String(key))}
          />
          <Button
            variant="primary"
            isPending={isPending}
            onPress={() => mutate({ id, eventType })}
          >
            {t(started ? 'test.again' : 'test.send')}
          </Button>
        </div>
        {error && <ErrorPanel title={t('test.notSent')} error={error} />}
        {started && <Result key={started.deliveryId} id={started.deliveryId} />}
      </div>
    </Drawer>
  );
}

function Result({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data: delivery, error } = useDelivery(id);
  if (!delivery) {
    return error ? (
      <ErrorPanel title={t('test.notSeen')} error={error} />
    ) : (
      <RowsSkeleton rows={2} />
    );
  }
  return (
    <section className={styles.result} aria-label={t('test.result')}>
      <div role="status" className={styles.state}>
        <DeliveryStatusTag delivery={delivery} />
      </div>
      <DeliveryNotes delivery={delivery} />
      <DeliveryDetails delivery={delivery} brief />
    </section>
  );
}
