import { useQueries } from '@tanstack/react-query';
import { queryKeys } from '../../api/queryKeys';
import { useReservationsClient } from '../../hooks/useReservationsClient';
import { useTranslation } from '../../hooks/useTranslation';
import { useBookingActions } from '../booking/useBookingActions';
import { ConfirmDialog } from '../common/ConfirmDialog';
import styles from '../people/People.module.css';
import { AffectedList } from './AffectedList';

const SHOWN = 50;

/** After an end was moved: the bookings beyond it, to be cancelled or left. */
export function LeftBookings(props: {
  title: string;
  /** Why they are listed; that they lie beyond an end, where it is not said. */
  text?: string;
  ids: string[];
  onClose: () => void;
}) {
  const { title, text, ids, onClose } = props;
  const { t } = useTranslation();
  const client = useReservationsClient();
  const { cancel } = useBookingActions();
  const bookings = useQueries({
    queries: ids.slice(0, SHOWN).map(id => ({
      queryKey: [...queryKeys.bookings, 'one', id],
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const { data } = await client.GET('/bookings/{id}', {
          params: { path: { id } },
          signal,
        });
        return data!;
      },
    })),
  }).flatMap(({ data }) => (data ? [data] : []));
  return (
    <ConfirmDialog
      title={title}
      action=""
      blocked
      onConfirm={onClose}
      onClose={onClose}
    >
      <div className={styles.form}>
        <p>{text ?? t('grants.affected', { count: ids.length })}</p>
        <AffectedList bookings={bookings} onCancel={cancel} />
      </div>
    </ConfirmDialog>
  );
}
