import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { AccessGrant } from '@callboard/backstage-plugin-reservations-common';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import { useState } from 'react';
import { useRevokeGrant } from '../../hooks/useAccessGrants';
import { useTranslation } from '../../hooks/useTranslation';
import { ConfirmDialog } from '../common/ConfirmDialog';
import styles from '../people/People.module.css';
import { AffectedBookings } from './AffectedBookings';
import { grantPlace } from './grantPlace';
import { LeftBookings } from './LeftBookings';

/** Asks, with what was booked under it; then offers to cancel that. */
export function RevokeGrant(props: {
  grant: AccessGrant;
  onClose: () => void;
}) {
  const { grant, onClose } = props;
  const { t } = useTranslation();
  const toast = useApi(toastApiRef);
  const [now] = useState(() => new Date().toISOString());
  const [left, setLeft] = useState<string[]>();
  const { primaryTitle: who } = useEntityPresentation(grant.subjectRef);
  const place = grantPlace(grant);
  const { mutate, isPending, error } = useRevokeGrant();
  const revoke = () =>
    mutate(grant.id, {
      onSuccess: ({ affectedBookings = [] }) => {
        toast.post({
          title: t('grants.revoked', { who, place }),
          status: 'success',
        });
        if (affectedBookings.length > 0) setLeft(affectedBookings);
        else onClose();
      },
    });
  if (left) {
    return (
      <LeftBookings
        title={t('grants.revoked', { who, place })}
        ids={left}
        onClose={onClose}
      />
    );
  }
  return (
    <ConfirmDialog
      title={t('grants.revokeQuestion', { who, place })}
      action={t('grants.revokeAction')}
      destructive
      isPending={isPending}
      error={error}
      onConfirm={revoke}
      onClose={onClose}
    >
      <div className={styles.form}>
        <p>{t('grants.revokeText', { who })}</p>
        <AffectedBookings grant={grant} beyond={now} />
      </div>
    </ConfirmDialog>
  );
}
