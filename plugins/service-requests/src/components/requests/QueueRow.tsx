import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type { Request } from '@callboard/backstage-plugin-service-requests-common';
import { EntityName, Status } from '@callboard/frontend-kit';
import { useMe } from '../../hooks/useMe';
import { useTranslation } from '../../hooks/useTranslation';
import { countingApprovals, removesSomething } from '../../lib/requestState';
import { requestRouteRef } from '../../routes';
import { useDeltaText } from '../common/CostView';
import { Place } from '../common/Place';
import { Who } from '../common/Who';
import { AgeClock } from './AgeClock';
import styles from './RequestList.module.css';

/** One request of the queue: how long it waits, who has it, what it does. */
export function QueueRow({ request }: { request: Request }) {
  const { t } = useTranslation();
  const deltaText = useDeltaText();
  const href = useRouteRef(requestRouteRef)?.({ id: request.id });
  const { title, requestedBy, approvalsNeeded, verdicts } = request;
  const warnings = verdicts.filter(({ result }) => result === 'warn').length;
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
        <span className={styles.hint}>
          <Who actor={requestedBy} />
        </span>
      </span>
      <AgeClock request={request} />
      <span className={styles.hint}>
        <Place request={request} />
      </span>
      <span className={styles.hint}>
        <Claim request={request} />
      </span>
      <span className={styles.hint}>{deltaText(request.cost)}</span>
      <span className={styles.hint}>
        {t('queue.approvals', {
          given: String(countingApprovals(request).length),
          needed: String(approvalsNeeded),
        })}
        {warnings > 0 && <> · {t('queue.warnings', { count: warnings })}</>}
        {removesSomething(request) && (
          <>
            {' '}
            <Status tone="warning">{t('operation.decommission')}</Status>
          </>
        )}
      </span>
    </li>
  );
}

/** Who has taken the review, and who may stand in. */
export function Claim({ request }: { request: Request }) {
  const { t } = useTranslation();
  const me = useMe();
  const { claim } = request;
  if (!claim) {
    return <>{t('queue.unclaimed')}</>;
  }
  return (
    <>
      {claim.by === me ? (
        t('queue.claimedByMe')
      ) : (
        <>
          {t('queue.claimedBy')} <EntityName entityRef={claim.by} />
        </>
      )}
      {claim.deputy && (
        <>
          {' '}
          ({t('queue.deputy')} <EntityName entityRef={claim.deputy} />)
        </>
      )}
    </>
  );
}
