import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type { Endpoint } from '@callboard/backstage-plugin-webhooks-common';
import { isLegacy } from '@callboard/backstage-plugin-webhooks-common';
import { useFormTarget } from '../../hooks/useFormTarget';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { filterQuery } from '../../lib/deliveryFilter';
import { logRouteRef } from '../../routes';
import { EndpointActions } from './EndpointActions';
import styles from './EndpointRow.module.css';
import { EndpointStatusTag } from './EndpointStatusTag';
import { ScopeText } from './ScopeText';

const NAMED = 2;

/** One endpoint: what goes where, and how it is. Its title opens it. */
export function EndpointRow({ endpoint }: { endpoint: Endpoint }) {
  const { t } = useTranslation();
  const { open } = useFormTarget();
  const log = useRouteRef(logRouteRef);
  const { id, title, url, eventTypes, queue } = endpoint;
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <button type="button" className={styles.title} onClick={() => open(id)}>
          {title}
        </button>
        <span className={styles.quiet}>{url}</span>
        <Notes endpoint={endpoint} />
      </div>
      <div className={styles.hears}>
        <span title={eventTypes.join('\n')}>
          {eventTypes.slice(0, NAMED).join(', ')}
          {eventTypes.length > NAMED &&
            ` ${t('log.row.more', { count: eventTypes.length - NAMED })}`}
        </span>
        <span className={styles.quiet}>
          <ScopeText scope={endpoint.scope} />
        </span>
      </div>
      <div className={styles.state}>
        <EndpointStatusTag endpoint={endpoint} />
        {queue.dead > 0 && log && (
          <Link
            className={styles.dead}
            href={`${log()}${filterQuery({ endpoint: id, status: 'dead' })}`}
          >
            {t('overview.queue.dead', { count: queue.dead })}
          </Link>
        )}
      </div>
      <EndpointActions endpoint={endpoint} />
    </li>
  );
}

function Notes({ endpoint }: { endpoint: Endpoint }) {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const { status, disabledReason, oldSecretExpiresAt, profile } = endpoint;
  const tags = [
    isLegacy(profile) && t(`form.profileShort.${profile}`),
    (endpoint.includePersonalData || isLegacy(profile)) &&
      t('endpoints.personal'),
    oldSecretExpiresAt &&
      t('endpoints.rotating', { when: format.relative(oldSecretExpiresAt) }),
  ].filter(Boolean);
  const reason = status === 'disabled' ? disabledReason : undefined;
  if (tags.length === 0 && !reason) {
    return null;
  }
  return (
    <span className={styles.notes}>
      {tags.map(tag => (
        <span key={String(tag)} className={styles.tag}>
          {tag}
        </span>
      ))}
      {reason && <span className={styles.reason}>“{reason}”</span>}
    </span>
  );
}
