import type { Booking } from '@callboard/backstage-plugin-reservations-common';
import { Alert } from '@backstage/ui';
import { EntityLink, EntityName } from '@callboard/frontend-kit';
import { Fragment } from 'react';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { Field } from '../booking/Field';
import { ApprovalReasons } from './ApprovalReasons';
import { lifeText } from './lifeText';
import styles from './Life.module.css';

/** What a booking waits for, and who has decided what about it. */
export function LifeSection({ booking }: { booking: Booking }) {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const { approval, status, noShowWaived } = booking;
  const says = lifeText(booking, { t, format });
  const decided =
    approval?.decidedBy && (status === 'rejected' ? 'rejected' : 'confirmed');
  return (
    <>
      {status === 'pending' && approval && (
        <Alert
          status="warning"
          icon
          title={t('life.pending')}
          description={
            <div className={styles.lines}>
              <ApprovalReasons approval={approval} />
              <p>
                {approval.approvers.length > 0 ? (
                  t('life.mayApprove', {
                    approvers: (
                      <Names key="approvers" refs={approval.approvers} />
                    ),
                  })
                ) : (
                  <>{t('life.adminsApprove')}</>
                )}
              </p>
              {says && <p>{says}</p>}
            </div>
          }
        />
      )}
      {status !== 'pending' && says && (
        <Alert status="info" icon description={says} />
      )}
      {noShowWaived && (
        <Alert
          status="info"
          icon
          description={[t('life.noShowWaived'), noShowWaived.reason]
            .filter(Boolean)
            .join(' ')}
        />
      )}
      {approval?.decidedBy && decided && (
        <Field label={t(`life.decidedBy.${decided}`)}>
          <EntityLink entityRef={approval.decidedBy} />
          {approval.decidedAt && ` · ${format.time(approval.decidedAt)}`}
        </Field>
      )}
    </>
  );
}

function Names({ refs }: { refs: string[] }) {
  return (
    <>
      {refs.map((ref, index) => (
        <Fragment key={ref}>
          {index > 0 && ', '}
          <EntityName entityRef={ref} />
        </Fragment>
      ))}
    </>
  );
}
