import { NumberField } from '@backstage/ui';
import type { Endpoint } from '@callboard/backstage-plugin-webhooks-common';
import { isLegacy } from '@callboard/backstage-plugin-webhooks-common';
import { ConfirmDialog } from '@callboard/frontend-kit';
import { useState } from 'react';
import { useTranslation } from '../../hooks/useTranslation';
import { useRotateSecret } from '../../hooks/useWebhookMutations';
import { SecretDialog } from './SecretDialog';

const USUAL_HOURS = 24;
const MOST_HOURS = 720;

/** A new secret; the old one goes on signing for a while. */
export function RotateDialog(props: {
  endpoint: Endpoint;
  onClose: () => void;
}) {
  const { endpoint, onClose } = props;
  const { id, title, profile } = endpoint;
  const { t } = useTranslation();
  const [hours, setHours] = useState(USUAL_HOURS);
  const { mutate, data, isPending, error } = useRotateSecret();
  if (data) {
    return (
      <SecretDialog
        title={title}
        profile={profile}
        secret={data.secret}
        oldUntil={data.oldSecretExpiresAt}
        onClose={onClose}
      />
    );
  }
  return (
    <ConfirmDialog
      title={t('rotate.title', { title })}
      action={t('rotate.action')}
      isPending={isPending}
      error={error}
      onConfirm={() => mutate({ id, overlapHours: hours })}
      onClose={onClose}
    >
      <p>{t(isLegacy(profile) ? 'rotate.textLegacy' : 'rotate.text')}</p>
      <NumberField
        label={t('rotate.hours')}
        minValue={0}
        maxValue={MOST_HOURS}
        value={hours}
        onChange={value => setHours(Number.isNaN(value) ? USUAL_HOURS : value)}
      />
    </ConfirmDialog>
  );
}
