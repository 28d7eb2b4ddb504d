import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type { Dashboard } from '@callboard/backstage-plugin-webhooks-common';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { DeliveryFilter, filterQuery } from '../../lib/deliveryFilter';
import { logRouteRef } from '../../routes';
import styles from './Today.module.css';

// Counting stops there.
const MOST_COUNTED = 10_000;

/** What went out in the last day, and what is waiting or given up, with a way to it. */
export function Today({ counts }: { counts: Dashboard['deliveries24h'] }) {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const { delivered, failed, pending, dead } = counts;
  return (
    <dl className={styles.today} aria-label={t('overview.today')}>
      <Count
        name={t('overview.count.delivered')}
        value={format.number(delivered)}
      />
      <Count name={t('overview.count.failed')} value={format.number(failed)} />
      <Count
        name={t('overview.count.pending')}
        value={format.number(pending)}
        filter={{ status: 'pending' }}
      />
      <Count
        name={t('overview.count.dead')}
        value={`${format.number(dead)}${dead >= MOST_COUNTED ? '+' : ''}`}
        filter={{ status: 'dead' }}
        isBad={dead > 0}
      />
    </dl>
  );
}

function Count(props: {
  name: string;
  value: string;
  filter?: Partial<DeliveryFilter>;
  isBad?: boolean;
}) {
  const { name, value, filter, isBad } = props;
  const log = useRouteRef(logRouteRef);
  return (
    <div className={styles.count}>
      <dt>
        {filter && log ? (
          <Link href={`${log()}${filterQuery(filter)}`}>{name}</Link>
        ) : (
          name
        )}
      </dt>
      <dd data-bad={isBad || undefined}>{value}</dd>
    </div>
  );
}
