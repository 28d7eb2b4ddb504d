import type { CalendarBooking } from '@callboard/backstage-plugin-reservations-common';
import { useResourceTitles } from '../../hooks/useResourceTitles';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { EntityName } from '@callboard/frontend-kit';
import { StatusTag } from '../common/StatusTag';
import styles from './HoverCard.module.css';

const WIDTH = 280;
const GAP = 8;

export type Hovered = { booking: CalendarBooking; box: DOMRect };

/** Who, what, state and until when, beside the event under pointer or focus. */
export function HoverCard({ hovered }: { hovered: Hovered }) {
  const { booking, box } = hovered;
  const { t } = useTranslation();
  const format = useTimeFormat();
  const titleOf = useResourceTitles();
  const fitsRight = box.right + GAP + WIDTH < window.innerWidth;
  const left = fitsRight ? box.right + GAP : box.left - GAP - WIDTH;
  const now = format.now.getTime();
  const relative = () => {
    if (now < Date.parse(booking.start)) {
      return t('calendar.starts', { relative: format.relative(booking.start) });
    }
    return now < Date.parse(booking.end)
      ? t('calendar.until', { relative: format.relative(booking.end) })
      : t('calendar.ended', { relative: format.relative(booking.end) });
  };
  return (
    <div
      className={styles.card}
      role="tooltip"
      style={{
        width: WIDTH,
        left: Math.max(GAP, left),
        top: Math.min(Math.max(GAP, box.top), window.innerHeight - 170),
      }}
    >
      <b>{booking.title}</b>
      <span>{booking.resourceRefs.map(titleOf).join(', ')}</span>
      <span>{format.when(booking.start, booking.end)}</span>
      <span className={styles.who}>
        <EntityName entityRef={booking.owner} />
        <StatusTag status={booking.status} />
      </span>
      <span className={styles.until}>{relative()}</span>
    </div>
  );
}
