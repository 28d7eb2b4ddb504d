import type { AccessGrant } from '@callboard/backstage-plugin-reservations-common';
import { Button, Text } from '@backstage/ui';
import { EntityLink, EntityName, Status, Tone } from '@callboard/frontend-kit';
import { useId } from 'react';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import styles from '../people/People.module.css';

const TONES: Record<AccessGrant['status'], Tone> = {
  upcoming: 'info',
  active: 'success',
  ended: 'neutral',
  revoked: 'neutral',
};

/** Who, what, from when until when, given by whom and why. */
export function GrantRow(props: {
  grant: AccessGrant;
  showSite: boolean;
  onChange: () => void;
  onRevoke: () => void;
}) {
  const { grant, showSite, onChange, onRevoke } = props;
  const { t } = useTranslation();
  const format = useTimeFormat();
  const id = useId();
  const { subjectRef, siteTitle, resourceTitle, reason } = grant;
  const { from, until, status, grantedBy, actions } = grant;
  return (
    <li className={styles.row} aria-labelledby={id}>
      <div className={styles.text}>
        <span id={id}>
          <EntityLink entityRef={subjectRef} />
        </span>
        <Text as="p" variant="body-small" color="secondary">
          {resourceTitle
            ? [resourceTitle, showSite && siteTitle].filter(Boolean).join(', ')
            : t('grants.wholeSite', { site: siteTitle })}
        </Text>
        {reason && (
          <Text as="p" variant="body-small" color="secondary">
            “{reason}”
          </Text>
        )}
      </div>
      <div className={styles.text}>
        <span title={format.exact(from, until)}>
          {format.when(from, until)}
        </span>
        <Text as="p" variant="body-small" color="secondary">
          {status === 'active' &&
            `${t('booking.ends', { relative: format.relative(until) })} · `}
          {status === 'upcoming' &&
            `${t('booking.starts', { relative: format.relative(from) })} · `}
          {t('grants.givenBy')} <EntityName entityRef={grantedBy} />
        </Text>
      </div>
      <div>
        <Status tone={TONES[status]}>{t(`grants.status.${status}`)}</Status>
      </div>
      {actions.length > 0 && (
        <div className={styles.actions}>
          {actions.includes('update') && (
            <Button
              size="small"
              variant="secondary"
              aria-describedby={id}
              onPress={onChange}
            >
              {t('grants.change')}
            </Button>
          )}
          {actions.includes('revoke') && (
            <Button
              size="small"
              variant="tertiary"
              destructive
              aria-describedby={id}
              onPress={onRevoke}
            >
              {t('grants.revoke')}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
