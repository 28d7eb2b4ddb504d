import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type { Endpoint } from '@callboard/backstage-plugin-webhooks-common';
import type { ReactNode } from 'react';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { filterQuery } from '../../lib/deliveryFilter';
import { hostOf } from '../../lib/endpointState';
import { endpointsRouteRef, logRouteRef } from '../../routes';
import { EndpointStatusTag } from '../endpoints/EndpointStatusTag';
import styles from './HealthRow.module.css';
import { Sparkline } from './Sparkline';

/** How one endpoint has been doing in the last 24 hours. */
export function HealthRow({ endpoint }: { endpoint: Endpoint }) {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const endpoints = useRouteRef(endpointsRouteRef);
  const { id, title, url, health, queue } = endpoint;
  const failedAt = health?.lastFailureAt;
  return (
    <li className={styles.row}>
      <div className={styles.name}>
        <Link
          weight="bold"
          href={endpoints ? `${endpoints()}?form=${id}` : '#'}
        >
          {title}
        </Link>
        <span className={styles.quiet} title={url}>
          {hostOf(url)}
        </span>
      </div>
      <div className={styles.state}>
        <EndpointStatusTag endpoint={endpoint} />
      </div>
      <Fact name={t('overview.column.success')}>
        {health?.successRate === undefined ? (
          <span className={styles.quiet}>–</span>
        ) : (
          <span
            className={styles.number}
            data-bad={health.successRate < 0.9 || undefined}
          >
            {format.percent(health.successRate)}
          </span>
        )}
      </Fact>
      <Fact name={t('overview.column.latency')}>
        {health?.p50Ms === undefined ? (
          <span className={styles.quiet}>–</span>
        ) : (
          <span className={styles.number}>
            {format.latency(health.p50Ms)} / {format.latency(health.p95Ms ?? 0)}
          </span>
        )}
      </Fact>
      <div className={styles.picture}>
        {health && <Sparkline health={health} />}
      </div>
      <Fact name={t('overview.column.lastFailure')}>
        {failedAt ? (
          <span className={styles.failure}>
            <span title={format.exact(failedAt)}>
              {format.relative(failedAt)}
            </span>
            {health?.lastError && (
              <span className={styles.quiet} title={health.lastError}>
                {health.lastError}
              </span>
            )}
          </span>
        ) : (
          <span className={styles.quiet}>{t('overview.noFailure')}</span>
        )}
      </Fact>
      <Fact name={t('overview.column.queue')}>
        <span className={styles.queue}>
          {queue.pending + queue.dead === 0 && (
            <span className={styles.quiet}>{t('overview.noQueue')}</span>
          )}
          <Queued id={id} count={queue.pending} status="pending" />
          <Queued id={id} count={queue.dead} status="dead" />
        </span>
      </Fact>
    </li>
  );
}

function Fact(props: { name: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <span className={styles.label}>{props.name}</span>
      {props.children}
    </div>
  );
}

function Queued(props: {
  id: string;
  count: number;
  status: 'pending' | 'dead';
}) {
  const { id, count, status } = props;
  const { t } = useTranslation();
  const log = useRouteRef(logRouteRef);
  const text = t(`overview.queue.${status}`, { count });
  if (count === 0) {
    return null;
  }
  return log ? (
    <Link href={`${log()}${filterQuery({ endpoint: id, status })}`}>
      {text}
    </Link>
  ) : (
    <span>{text}</span>
  );
}
