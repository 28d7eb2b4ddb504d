import type { CertificationHolding } from '@callboard/backstage-plugin-reservations-common';
import { Button, Link, Text } from '@backstage/ui';
import { EntityLink, EntityName, Status, Tone } from '@callboard/frontend-kit';
import { useId } from 'react';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import styles from '../people/People.module.css';

const TONES: Record<CertificationHolding['status'], Tone> = {
  upcoming: 'info',
  valid: 'success',
  expired: 'warning',
  revoked: 'neutral',
};

/** Who holds it (or what somebody holds), from when until when, and the proof. */
export function HoldingRow(props: {
  holding: CertificationHolding;
  /** The certification is named, and not the person. */
  ofMine?: boolean;
  onRenew?: () => void;
  onRevoke?: () => void;
}) {
  const { holding, ofMine, onRenew, onRevoke } = props;
  const { t } = useTranslation();
  const format = useTimeFormat();
  const id = useId();
  const { validFrom, validUntil, status, grantedBy, evidence } = holding;
  const times = [
    t('certifications.from', { from: format.day(validFrom) }),
    validUntil
      ? t('certifications.validUntil', { until: format.day(validUntil) })
      : t('certifications.lastsForEver'),
  ].join(' ');
  return (
    <li className={styles.row} aria-labelledby={id}>
      <div className={styles.text}>
        <span id={id}>
          {ofMine ? (
            holding.certificationTitle
          ) : (
            <EntityLink entityRef={holding.person} />
          )}
        </span>
        <Text as="p" variant="body-small" color="secondary">
          {times}
        </Text>
        {holding.revokeReason && (
          <Text as="p" variant="body-small" color="secondary">
            “{holding.revokeReason}”
          </Text>
        )}
      </div>
      <div className={styles.text}>
        <Text as="p" variant="body-small" color="secondary">
          {t('certifications.by')} <EntityName entityRef={grantedBy} />
        </Text>
        {evidence && (
          <Link href={evidence} target="_blank" rel="noopener noreferrer">
            {t('certifications.evidence')}
          </Link>
        )}
      </div>
      <Status tone={TONES[status]}>
        {t(`certifications.status.${status}`)}
      </Status>
      {holding.actions.length > 0 && (onRenew || onRevoke) && (
        <div className={styles.actions}>
          {onRenew && (
            <Button
              size="small"
              variant="secondary"
              aria-describedby={id}
              onPress={onRenew}
            >
              {t('certifications.renew')}
            </Button>
          )}
          {onRevoke && (
            <Button
              size="small"
              variant="tertiary"
              destructive
              aria-describedby={id}
              onPress={onRevoke}
            >
              {t('certifications.revoke')}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
