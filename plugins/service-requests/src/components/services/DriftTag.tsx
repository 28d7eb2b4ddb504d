import type { Service } from '@callboard/backstage-plugin-service-requests-common';
import { Status } from '@callboard/frontend-kit';
import { useTranslation } from '../../hooks/useTranslation';

/** That it differs from what was merged; nothing where it does not. */
export function DriftTag({ service }: { service: Pick<Service, 'drift'> }) {
  const { t } = useTranslation();
  return service.drift.length > 0 ? (
    <span title={t('services.driftHint')}>
      <Status tone="warning">{t('services.drift')}</Status>
    </span>
  ) : null;
}
