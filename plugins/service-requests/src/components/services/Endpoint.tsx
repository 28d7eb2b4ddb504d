import type { Service } from '@callboard/backstage-plugin-service-requests-common';
import { CopyButton } from '@callboard/frontend-kit';
import { useTranslation } from '../../hooks/useTranslation';
import styles from './Endpoint.module.css';

/** Where it is reached, to read and to copy. */
export function Endpoint(props: {
  service: Pick<Service, 'endpoint' | 'name'>;
}) {
  const { endpoint, name } = props.service;
  const { t } = useTranslation();
  if (!endpoint) {
    return <span className={styles.none}>{t('services.noEndpoint')}</span>;
  }
  const what = `${t('service.endpoint')} ${name}`;
  return (
    <span className={styles.endpoint}>
      <code>{endpoint}</code>
      <CopyButton text={endpoint} what={what} look="icon" />
    </span>
  );
}
