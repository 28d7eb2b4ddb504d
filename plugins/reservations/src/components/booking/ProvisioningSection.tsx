import type {
  Booking,
  ProvisioningStep,
} from '@callboard/backstage-plugin-reservations-common';
import { Text } from '@backstage/ui';
import { useResourceTitles } from '../../hooks/useResourceTitles';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { CopyButton } from '../common/CopyButton';
import { ProvisioningTag } from '../common/StatusTag';
import { Field } from './Field';
import styles from './ProvisioningSection.module.css';

/** How setting up what was booked goes, and how to get in. */
export function ProvisioningSection({ booking }: { booking: Booking }) {
  const { t } = useTranslation();
  const { provisioning } = booking;
  if (!provisioning) {
    return null;
  }
  const { status, message, steps } = provisioning;
  const saidByStep = steps.length === 1 && steps[0].message === message;
  return (
    <Field label={t('booking.provisioning')}>
      <div className={styles.state} role="status">
        <ProvisioningTag status={status} />
        {message && !saidByStep && <span>{message}</span>}
      </div>
      <ul className={styles.steps}>
        {steps.map(step => (
          <li key={`${step.endpointId} ${step.resourceRef ?? ''}`}>
            <Step step={step} named={booking.resourceRefs.length > 1} />
          </li>
        ))}
      </ul>
    </Field>
  );
}

function Step(props: { step: ProvisioningStep; named: boolean }) {
  const { step, named } = props;
  const { t } = useTranslation();
  const format = useTimeFormat();
  const titleOf = useResourceTitles();
  return (
    <div className={styles.step} data-status={step.status}>
      <span>
        <span className={styles.name}>{step.endpoint}</span>
        {named && step.resourceRef && <> · {titleOf(step.resourceRef)}</>}
        <span className={styles.when} title={format.exactAt(step.at)}>
          {t(`booking.provisioning.step.${step.status}`, {
            time: format.time(step.at),
          })}
        </span>
      </span>
      {step.message && <p className={styles.message}>{step.message}</p>}
      {step.access && <Access access={step.access} />}
    </div>
  );
}

function Access({ access }: { access: Record<string, string> }) {
  const { t } = useTranslation();
  const entries = Object.entries(access);
  if (entries.length === 0) {
    return null;
  }
  return (
    <section className={styles.access} aria-label={t('booking.access')}>
      <Text as="h4" variant="body-small" color="secondary">
        {t('booking.access')}
      </Text>
      <dl>
        {entries.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <span>{value}</span>
              <CopyButton text={value} what={name} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
