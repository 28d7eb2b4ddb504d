import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type { Request } from '@callboard/backstage-plugin-service-requests-common';
import { EntityName } from '@callboard/frontend-kit';
import { useSaid } from '../../hooks/useSaid';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { requestRouteRef } from '../../routes';
import { useDeltaText } from '../common/CostView';
import { Place } from '../common/Place';
import { RequestStatusTag } from '../common/StatusTags';
import { Who } from '../common/Who';
import styles from './RequestList.module.css';

/** One request of a list: what, how it stands, where, whose, what it costs. */
export function RequestRow({ request }: { request: Request }) {
  const { t } = useTranslation();
  const said = useSaid();
  const time = useTimeFormat();
  const deltaText = useDeltaText();
  const href = useRouteRef(requestRouteRef)?.({ id: request.id });
  const { title, status, statusReason, requestedBy, owner } = request;
  const since = request.statusSince ?? request.updatedAt;
  return (
    <li className={styles.row}>
      <span className={styles.what}>
        {href ? (
          <Link href={href} weight="bold">
            {title}
          </Link>
        ) : (
          <strong>{title}</strong>
        )}
        {statusReason && (
          <span className={styles.hint}>{said(statusReason)}</span>
        )}
      </span>
      <span>
        <RequestStatusTag status={status} />
      </span>
      <span className={styles.hint}>
        <Place request={request} />
      </span>
      <span className={styles.hint}>
        <Who actor={requestedBy} />
        {owner !== requestedBy && (
          <>
            {' '}
            {t('requests.for')} <EntityName entityRef={owner} />
          </>
        )}
      </span>
      <span className={styles.hint}>{deltaText(request.cost)}</span>
      <time className={styles.hint} dateTime={since} title={time.exact(since)}>
        {time.relative(since)}
      </time>
    </li>
  );
}
