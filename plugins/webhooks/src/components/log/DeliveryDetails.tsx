import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type { Delivery } from '@callboard/backstage-plugin-webhooks-common';
import { CopyButton, ErrorPanel, RowsSkeleton } from '@callboard/frontend-kit';
import { useState } from 'react';
import { useAttempts } from '../../hooks/useDeliveries';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { filterQuery } from '../../lib/deliveryFilter';
import { logRouteRef } from '../../routes';
import { AttemptDots } from './AttemptDots';
import { AttemptView } from './AttemptView';
import styles from './DeliveryDetails.module.css';

/** Every attempt of a delivery: the last one, until another is chosen. */
export function DeliveryDetails(props: {
  delivery: Delivery;
  /** Only what was said, without what it is. */
  brief?: boolean;
}) {
  const { delivery, brief } = props;
  const { t } = useTranslation();
  const { data: attempts, error, refetch, isPending } = useAttempts(delivery);
  const [chosen, choose] = useState<string>();
  const attempt = attempts?.find(({ id }) => id === chosen) ?? attempts?.at(-1);
  return (
    <div className={styles.details}>
      {!brief && <Facts delivery={delivery} />}
      {isPending && <RowsSkeleton rows={2} />}
      {error && (
        <ErrorPanel
          title={t('log.attempts.notLoaded')}
          error={error}
          onRetry={refetch}
        />
      )}
      {attempts?.length === 0 && (
        <p className={styles.none}>{t('log.attempts.none')}</p>
      )}
      {attempts && attempt && (
        <>
          <AttemptDots
            attempts={attempts}
            chosen={attempt.id}
            onChoose={choose}
          />
          <AttemptView
            key={attempt.id}
            attempt={attempt}
            total={Math.max(delivery.attempts, attempts.length)}
          />
        </>
      )}
    </div>
  );
}

function Facts({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const log = useRouteRef(logRouteRef);
  const { id, eventId, createdAt } = delivery;
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{t('log.fact.created')}</dt>
        <dd title={format.exact(createdAt)}>{format.at(createdAt)}</dd>
      </div>
      <div>
        <dt>{t('log.fact.id')}</dt>
        <dd>
          <code>{id}</code>
          <CopyButton text={id} what={t('log.fact.id')} />
        </dd>
      </div>
      <div>
        <dt>{t('log.fact.event')}</dt>
        <dd>
          <code>{eventId}</code>
          {log && (
            <Link href={`${log()}${filterQuery({ event: eventId })}`}>
              {t('log.fact.sameEvent')}
            </Link>
          )}
        </dd>
      </div>
    </dl>
  );
}
