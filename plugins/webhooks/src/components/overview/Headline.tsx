import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type { Dashboard } from '@callboard/backstage-plugin-webhooks-common';
import { RiCheckboxCircleFill, RiErrorWarningFill } from '@remixicon/react';
import { TimeFormat, useTimeFormat } from '../../hooks/useTimeFormat';
import { Translate, useTranslation } from '../../hooks/useTranslation';
import { filterQuery } from '../../lib/deliveryFilter';
import { countEndpoints } from '../../lib/endpointState';
import { endpointsRouteRef, logRouteRef } from '../../routes';
import styles from './Headline.module.css';

const SHOWN = 5;

/** The answer, readable from across the room; then what it rests on. */
export function Headline({ dashboard }: { dashboard: Dashboard }) {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const { all, bad, paused } = countEndpoints(dashboard);
  const isWell = dashboard.healthy;
  const Icon = isWell ? RiCheckboxCircleFill : RiErrorWarningFill;
  const { failing, since } = dashboard;
  return (
    <section
      className={styles.headline}
      data-tone={isWell ? 'success' : 'danger'}
      aria-label={t('overview.headline')}
    >
      <div className={styles.sentence} role="status">
        <Icon aria-hidden size={36} className={styles.icon} />
        <h2 title={since && format.exact(since)}>
          {isWell
            ? t('overview.well', { count: all })
            : failSentence({ bad, all, since }, t, format)}
        </h2>
      </div>
      {paused > 0 && (
        <p className={styles.aside}>
          {t('overview.paused', { count: paused })}
        </p>
      )}
      {failing.length > 0 && (
        <ul className={styles.failing} aria-label={t('overview.failing')}>
          {failing.slice(0, SHOWN).map(item => (
            <FailingLine key={item.endpointId} item={item} />
          ))}
        </ul>
      )}
      {failing.length > SHOWN && (
        <p className={styles.aside}>
          {t('overview.moreFailing', { count: failing.length - SHOWN })}
        </p>
      )}
    </section>
  );
}

function failSentence(
  state: { bad: number; all: number; since: string | undefined },
  t: Translate,
  format: TimeFormat,
): string {
  const { bad, all, since } = state;
  const counts = { count: bad, all: format.number(all) };
  if (!since) {
    return t('overview.fail', counts);
  }
  const times = { since: format.moment(since), ago: format.since(since) };
  return bad === 1
    ? t('overview.failOneSince', { all: counts.all, ...times })
    : t('overview.failSince', { ...counts, ...times });
}

function FailingLine({ item }: { item: Dashboard['failing'][number] }) {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const endpoints = useRouteRef(endpointsRouteRef);
  const log = useRouteRef(logRouteRef);
  const { endpointId, title, status, since, lastError } = item;
  return (
    <li>
      <span className={styles.who}>
        {endpoints ? (
          <Link weight="bold" href={`${endpoints()}?form=${endpointId}`}>
            {title}
          </Link>
        ) : (
          <strong>{title}</strong>
        )}
        <span>
          {status === 'disabled'
            ? t('overview.disabledLine')
            : since && (
                <span title={format.exact(since)}>
                  {t('overview.sinceLine', { since: format.since(since) })}
                </span>
              )}
        </span>
      </span>
      {lastError && <code className={styles.error}>{lastError}</code>}
      {log && (
        <Link
          href={`${log()}${filterQuery({ endpoint: endpointId })}`}
          aria-label={t('overview.toLogNamed', { title })}
        >
          {t('overview.toLog')}
        </Link>
      )}
    </li>
  );
}
