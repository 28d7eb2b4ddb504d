import { ReservationsRequestError } from '@callboard/backstage-plugin-reservations-common';
import { Alert, Button } from '@backstage/ui';
import { useErrorText, useWords } from '@callboard/frontend-kit';
import { useEffect, useRef } from 'react';
import { useTranslation } from '../../../hooks/useTranslation';
import { RefusalMessage } from '../../common/RefusalMessage';
import styles from './ResourcesSection.module.css';
import type { MoveRefusal } from './useMoveResource';

/** Why a resource sprang back, with the bookings that would no longer fit. */
export function MoveRefused(props: {
  refusal: MoveRefusal;
  onDismiss: () => void;
}) {
  const { refusal, onDismiss } = props;
  const { t } = useTranslation();
  const word = useWords();
  const alert = useRef<HTMLDivElement>(null);
  // It stands above a tree that may be longer than the screen.
  useEffect(() => {
    alert.current?.scrollIntoView?.({ block: 'center' });
  }, [refusal]);
  return (
    <div role="alert" ref={alert}>
      <Alert
        status="danger"
        icon
        title={t('admin.move.refused', { title: refusal.resource.title })}
        description={
          <div className={styles.reason}>
            <Reason refusal={refusal} />
          </div>
        }
        customActions={
          <Button size="small" variant="tertiary" onPress={onDismiss}>
            {word('action.close')}
          </Button>
        }
      />
    </div>
  );
}

function Reason({ refusal }: { refusal: MoveRefusal }) {
  const { t } = useTranslation();
  const textOf = useErrorText();
  const { resource, parent, problem, error } = refusal;
  if (problem) {
    return (
      <p>
        {t(`admin.move.problem.${problem}`, {
          title: resource.title,
          parent: parent?.title ?? '',
        })}
      </p>
    );
  }
  const fits =
    error instanceof ReservationsRequestError && error.status === 409;
  return (
    <>
      <p>{textOf(error)}</p>
      {fits && error.conflicts.length > 0 && <RefusalMessage refusal={error} />}
    </>
  );
}
