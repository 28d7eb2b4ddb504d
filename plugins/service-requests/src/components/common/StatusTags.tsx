import type {
  RequestStatus,
  ServiceStatus,
} from '@callboard/backstage-plugin-service-requests-common';
import { Status } from '@callboard/frontend-kit';
import { useTranslation } from '../../hooks/useTranslation';
import { requestTone, serviceTone } from '../../lib/requestState';

/** Where a request is on its way, as a word with its colour. */
export function RequestStatusTag({ status }: { status: RequestStatus }) {
  const { t } = useTranslation();
  return <Status tone={requestTone(status)}>{t(`status.${status}`)}</Status>;
}

/** How a service is, as a word with its colour. */
export function ServiceStatusTag({ status }: { status: ServiceStatus }) {
  const { t } = useTranslation();
  return (
    <Status tone={serviceTone(status)}>{t(`serviceStatus.${status}`)}</Status>
  );
}
