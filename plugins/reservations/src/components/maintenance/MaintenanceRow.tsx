import type { MaintenanceWindow } from '@callboard/backstage-plugin-reservations-common';
import { Button, Text } from '@backstage/ui';
import { EntityLink, EntityName, Status, Tone } from '@callboard/frontend-kit';
import { useId } from 'react';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import styles from '../people/People.module.css';

const TONES: Record<MaintenanceWindow['status'], Tone> = {
  scheduled: 'info',
  active: 'warning',
  ended: 'neutral',
  cancelled: 'neutral',
};

/** What, of which resource, when, planned by whom. */
export function MaintenanceRow(props: {
  window: MaintenanceWindow;
  onAsk: (what: 'change' | 'cancel' | 'end') => void;
}) {
  const { window, onAsk } = props;
  const { t } = useTranslation();
  const format = useTimeFormat();
  const id = useId();
  const { from, until, status, actions } = window;
  return (
    <li className={styles.row} aria-labelledby={id}>
      <div className={styles.text}>
        <span id={id}>{window.title}</span>
        <Text as="p" variant="body-small" color="secondary">
          <EntityLink
            entityRef={window.resourceRef}
            title={window.resourceTitle}
          />
        </Text>
        {window.reason && (
          <Text as="p" variant="body-small" color="secondary">
            “{window.reason}”
          </Text>
        )}
      </div>
      <div className={styles.text}>
        <span title={format.exact(from, until)}>
          {format.when(from, until)}
        </span>
        <Text as="p" variant="body-small" color="secondary">
          {t('maintenance.by')} <EntityName entityRef={window.createdBy} />
        </Text>
      </div>
      <div>
        <Status tone={TONES[status]}>
          {t(`maintenance.status.${status}`)}
        </Status>
      </div>
      {actions.length > 0 && (
        <div className={styles.actions}>
          {actions.includes('update') && (
            <Button
              size="small"
              variant="secondary"
              aria-describedby={id}
              onPress={() => onAsk('change')}
            >
              {t('maintenance.change')}
            </Button>
          )}
          {actions.includes('end') && (
            <Button
              size="small"
              variant="secondary"
              aria-describedby={id}
              onPress={() => onAsk('end')}
            >
              {t('maintenance.end')}
            </Button>
          )}
          {actions.includes('cancel') && (
            <Button
              size="small"
              variant="tertiary"
              destructive
              aria-describedby={id}
              onPress={() => onAsk('cancel')}
            >
              {t('maintenance.cancel')}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
