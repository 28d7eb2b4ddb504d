import {
  ReservationsRequestError,
  Slot,
} from '@callboard/backstage-plugin-reservations-common';
import { ButtonIcon, Text } from '@backstage/ui';
import { RiCloseLine } from '@remixicon/react';
import { useWords } from '@callboard/frontend-kit';
import { useTranslation } from '../../hooks/useTranslation';
import { ErrorPanel } from '../common/ErrorPanel';
import { isRefused, RefusalMessage } from '../common/RefusalMessage';
import styles from './MoveRefusal.module.css';
import type { RefusedMove } from './useMoveBooking';

/** Why the booking sprang back, and where it could go instead. */
export function MoveRefusal(props: {
  refused: RefusedMove;
  onChoose: (slot: Slot) => void;
  onDismiss: () => void;
}) {
  const { refused, onChoose, onDismiss } = props;
  const { t } = useTranslation();
  const word = useWords();
  const { error, booking } = refused;
  const title = t('calendar.notMoved', { title: booking.title });
  return (
    <div className={styles.panel} role="alert">
      <div className={styles.head}>
        <Text as="h2" variant="body-medium" weight="bold">
          {title}
        </Text>
        <ButtonIcon
          size="small"
          variant="tertiary"
          icon={<RiCloseLine />}
          aria-label={word('action.close')}
          onPress={onDismiss}
        />
      </div>
      {error instanceof ReservationsRequestError && isRefused(error) ? (
        <RefusalMessage refusal={error} asked={refused} onChoose={onChoose} />
      ) : (
        <ErrorPanel title={title} error={error} mutation />
      )}
    </div>
  );
}
