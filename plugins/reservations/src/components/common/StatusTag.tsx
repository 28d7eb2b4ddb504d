import { Status, Tone } from '@callboard/frontend-kit';
import type {
  BookingStatus,
  ProvisioningStatus,
  ResourceStatus,
} from '@callboard/backstage-plugin-reservations-common';
import { useTranslation } from '../../hooks/useTranslation';

const BOOKING_TONES: Record<BookingStatus, Tone> = {
  pending: 'warning',
  confirmed: 'info',
  active: 'success',
  completed: 'neutral',
  released: 'neutral',
  rejected: 'danger',
  expired: 'neutral',
  cancelled: 'neutral',
  no_show: 'danger',
};

const RESOURCE_TONES: Record<ResourceStatus, Tone> = {
  active: 'success',
  maintenance: 'warning',
  unavailable: 'danger',
};

const PROVISIONING_TONES: Record<ProvisioningStatus, Tone> = {
  provisioning: 'info',
  ready: 'success',
  failed: 'danger',
};

export function StatusTag(props: { status: BookingStatus }) {
  const { t } = useTranslation();
  const { status } = props;
  return (
    <Status tone={BOOKING_TONES[status]}>{t(`common.status.${status}`)}</Status>
  );
}

export function ResourceStatusTag(props: { status: ResourceStatus }) {
  const { t } = useTranslation();
  const { status } = props;
  return (
    <Status tone={RESOURCE_TONES[status]}>
      {t(`common.resourceStatus.${status}`)}
    </Status>
  );
}

export function ProvisioningTag(props: { status: ProvisioningStatus }) {
  const { t } = useTranslation();
  const { status } = props;
  return (
    <Status tone={PROVISIONING_TONES[status]}>
      {t(`booking.provisioning.${status}`)}
    </Status>
  );
}
