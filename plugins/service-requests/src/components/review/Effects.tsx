import type { Request } from '@callboard/backstage-plugin-service-requests-common';
import { EntityName } from '@callboard/frontend-kit';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { countingApprovals } from '../../lib/requestState';
import { CostView } from '../common/CostView';
import { Facts } from '../common/Facts';
import { QuotaBars } from '../common/QuotaBars';
import { RiskView } from '../common/RiskView';
import styles from './Effects.module.css';

/** What it costs, takes and risks, and who has agreed to it. */
export function Effects({ request }: { request: Request }) {
  const { t } = useTranslation();
  const { day } = useTimeFormat();
  const { cost, quotas, risk, endDate, costCentre } = request;
  return (
    <Facts
      facts={[
        { name: t('facts.cost'), value: <CostView cost={cost} /> },
        {
          name: t('facts.quota'),
          value: quotas.length > 0 && <QuotaBars quotas={quotas} />,
        },
        { name: t('facts.risk'), value: <RiskView risk={risk} /> },
        { name: t('form.endDate'), value: endDate && day(endDate) },
        { name: t('form.costCentre'), value: costCentre },
        {
          name: t('facts.approvals'),
          value: request.submittedAt && <Approvals request={request} />,
        },
      ]}
    />
  );
}

function Approvals({ request }: { request: Request }) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const counting = countingApprovals(request);
  const others = request.approvals.filter(
    decision => !counting.includes(decision),
  );
  return (
    <>
      <strong>
        {t('queue.approvals', {
          given: String(counting.length),
          needed: String(request.approvalsNeeded),
        })}
      </strong>
      <ul className={styles.decisions}>
        {counting.map(({ id, reviewer, at, comment }) => (
          <li key={id}>
            <EntityName entityRef={reviewer} /> · {time.moment(at)}
            {comment && <q>{comment}</q>}
          </li>
        ))}
        {others.map(
          ({ id, reviewer, decision, revision, comment, ...rest }) => (
            <li key={id} className={styles.other}>
              <EntityName entityRef={reviewer} /> · {t(`decision.${decision}`)}{' '}
              ({t('request.revision', { revision: String(revision) })})
              {decision === 'approved' && (
                <> · {rest.void ?? t('decision.void')}</>
              )}
              {comment && <q>{comment}</q>}
            </li>
          ),
        )}
      </ul>
    </>
  );
}
