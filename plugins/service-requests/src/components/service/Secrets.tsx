import type { Service } from '@callboard/backstage-plugin-service-requests-common';
import { useMemo } from 'react';
import { useTranslation } from '../../hooks/useTranslation';
import { byUrgency } from '../../lib/secrets';
import { Rotation, SecretName, SecretState } from '../secrets/SecretParts';
import styles from './Secrets.module.css';
import { Section } from './Section';

/** Where its credentials are; never what they are. */
export function Secrets({ service }: { service: Service }) {
  const { t } = useTranslation();
  const secrets = useMemo(() => byUrgency(service.secrets), [service.secrets]);
  return (
    <Section title={t('service.secrets')}>
      {secrets.length === 0 ? (
        <p>{t('service.secrets.none')}</p>
      ) : (
        <ul className={styles.secrets}>
          {secrets.map(secret => (
            <li key={`${secret.kind} ${secret.namespace} ${secret.name}`}>
              <SecretName secret={secret} />
              <SecretState secret={secret} />
              <Rotation secret={secret} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
