import { useDashboard } from '../../hooks/useEndpoints';
import { useLogFilter } from '../../hooks/useLogFilter';
import { useTranslation } from '../../hooks/useTranslation';
import { isNarrowed } from '../../lib/deliveryFilter';
import { seesAnything } from '../../lib/rights';
import { WebhooksPage } from '../common/WebhooksPage';
import { DeliveryList } from './DeliveryList';
import { LogEmpty } from './LogEmpty';
import { LogFilters } from './LogFilters';
import styles from './LogPage.module.css';
import { RedeliverAll } from './RedeliverAll';
import { StatusChoice } from './StatusChoice';

/** Everything that was sent, and what was answered. */
export function LogPage() {
  return (
    <WebhooksPage>
      <Log />
    </WebhooksPage>
  );
}

function Log() {
  const { t } = useTranslation();
  const { filter, change, clear } = useLogFilter();
  const { data: dashboard } = useDashboard();
  return (
    <>
      <LogFilters filter={filter} onChange={change} onClear={clear} />
      <div className={styles.bar}>
        <StatusChoice
          status={filter.status}
          dead={dashboard?.deliveries24h.dead}
          onChange={status => change({ status })}
        />
        <RedeliverAll filter={filter} />
      </div>
      {filter.status === 'dead' && (
        <p className={styles.hint}>{t('log.deadHint')}</p>
      )}
      <DeliveryList
        filter={filter}
        empty={
          <LogEmpty
            sees={!dashboard || seesAnything(dashboard)}
            isDead={filter.status === 'dead'}
            isNarrowed={isNarrowed({ ...filter, status: undefined })}
            onClear={clear}
          />
        }
      />
    </>
  );
}
