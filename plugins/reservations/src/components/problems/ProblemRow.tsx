import type { Problem } from '@callboard/backstage-plugin-reservations-common';
import { Button, Text } from '@backstage/ui';
import { EntityLink, EntityName, Status, Tone } from '@callboard/frontend-kit';
import { useId } from 'react';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import styles from '../people/People.module.css';

const TONES: Record<Problem['status'], Tone> = {
  open: 'danger',
  acknowledged: 'warning',
  resolved: 'neutral',
};

/** What is wrong with what, who said so, and what can be done about it. */
export function ProblemRow(props: {
  problem: Problem;
  isPending: boolean;
  onAcknowledge: () => void;
  onAsk: (what: 'maintenance' | 'resolve') => void;
}) {
  const { problem, isPending, onAcknowledge, onAsk } = props;
  const { t } = useTranslation();
  const format = useTimeFormat();
  const id = useId();
  const { status, actions } = problem;
  const said = problem.resolution ?? problem.description;
  return (
    <li className={styles.row} aria-labelledby={id}>
      <div className={styles.text}>
        <span id={id}>{problem.title}</span>
        <Text as="p" variant="body-small" color="secondary">
          <EntityLink
            entityRef={problem.resourceRef}
            title={problem.resourceTitle}
          />
        </Text>
        {said && (
          <Text as="p" variant="body-small" color="secondary">
            “{said}”
          </Text>
        )}
      </div>
      <div className={styles.text}>
        <span title={format.exactAt(problem.createdAt)}>
          {format.relative(problem.createdAt)}
        </span>
        <Text as="p" variant="body-small" color="secondary">
          {t('problems.by')} <EntityName entityRef={problem.reportedBy} />
        </Text>
      </div>
      <div>
        <Status tone={TONES[status]}>{t(`problems.status.${status}`)}</Status>
      </div>
      {actions.length > 0 && (
        <div className={styles.actions}>
          {actions.includes('acknowledge') && (
            <Button
              size="small"
              variant="secondary"
              aria-describedby={id}
              isPending={isPending}
              onPress={onAcknowledge}
            >
              {t('problems.acknowledge')}
            </Button>
          )}
          {actions.includes('set-maintenance') && !problem.maintenanceId && (
            <Button
              size="small"
              variant="secondary"
              aria-describedby={id}
              onPress={() => onAsk('maintenance')}
            >
              {t('problems.setMaintenance')}
            </Button>
          )}
          {actions.includes('resolve') && (
            <Button
              size="small"
              variant="secondary"
              aria-describedby={id}
              onPress={() => onAsk('resolve')}
            >
              {t('problems.resolve')}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
