import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { CertificationHolding } from '@callboard/backstage-plugin-reservations-common';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import { TextField } from '@backstage/ui';
import { useState } from 'react';
import { useRevokeCertification } from '../../hooks/useCertifications';
import { useTranslation } from '../../hooks/useTranslation';
import { ConfirmDialog } from '../common/ConfirmDialog';
import styles from '../people/People.module.css';

/** Asks, and says why; what rests on it is shown next. */
export function RevokeHolding(props: {
  holding: CertificationHolding;
  onDone: (changed: CertificationHolding) => void;
  onClose: () => void;
}) {
  const { holding, onDone, onClose } = props;
  const { t } = useTranslation();
  const toast = useApi(toastApiRef);
  const [reason, setReason] = useState('');
  const { primaryTitle: who } = useEntityPresentation(holding.person);
  const title = holding.certificationTitle;
  const { mutate, isPending, error } = useRevokeCertification();
  return (
    <ConfirmDialog
      title={t('certifications.revokeQuestion', { who, title })}
      action={t('certifications.revoke')}
      destructive
      isPending={isPending}
      error={error}
      onConfirm={() =>
        mutate(
          { id: holding.id, reason: reason.trim() || undefined },
          {
            onSuccess: changed => {
              toast.post({
                title: t('certifications.revoked', { who, title }),
                status: 'success',
              });
              onDone(changed);
            },
          },
        )
      }
      onClose={onClose}
    >
      <div className={styles.form}>
        <p>{t('certifications.revokeText')}</p>
        <TextField
          label={t('certifications.revokeReason')}
          maxLength={1000}
          value={reason}
          onChange={setReason}
        />
      </div>
    </ConfirmDialog>
  );
}
