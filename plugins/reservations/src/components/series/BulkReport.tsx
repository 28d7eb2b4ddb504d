import type {
  BulkReport as Report,
  NewBooking,
} from '@callboard/backstage-plugin-reservations-common';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import { useResourceTitles } from '../../hooks/useResourceTitles';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { resourceNames } from '../../lib/calendarEvents';
import styles from './Series.module.css';

/** What became of each of several bookings. */
export function BulkReport(props: {
  items: readonly NewBooking[];
  report: Report;
  onClose: () => void;
}) {
  const { items, report, onClose } = props;
  const { t } = useTranslation();
  const format = useTimeFormat();
  const titleOf = useResourceTitles();
  return (
    <Dialog
      isOpen
      width={520}
      onOpenChange={open => {
        if (!open) onClose();
      }}
    >
      <DialogHeader>
        {t('bulk.report', {
          booked: String(report.booked),
          total: String(items.length),
        })}
      </DialogHeader>
      <DialogBody>
        <ol className={styles.list}>
          {report.items.map(({ booking, error }, index) => {
            const { resourceRefs, start, end } = items[index];
            return (
              <li key={index} className={styles.row}>
                <div>
                  <strong>{resourceNames(resourceRefs, titleOf)}</strong>{' '}
                  {format.span(start, end)}
                  {error && <p className={styles.taken}>{error.message}</p>}
                </div>
                <span className={booking ? styles.hint : styles.taken}>
                  {t(booking ? 'bulk.reportBooked' : 'bulk.reportRefused')}
                </span>
              </li>
            );
          })}
        </ol>
      </DialogBody>
      <DialogFooter>
        <Button variant="primary" onPress={onClose}>
          {t('bulk.done')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
