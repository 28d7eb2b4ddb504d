import type { EventDetails } from '../../lib/calendarEvents';
import styles from './EventContent.module.css';

export type EventTexts = {
  /** `09:00` */
  from: string;
  to: string;
  /** Empty for a confirmed booking. */
  status: string;
  /** What a screen reader says instead of all the rest. */
  spoken: string;
};

/**
 * One booking on the grid. A narrow one says what and when, where there is room
 * also with what. Setup and teardown hang above and below it in
 * shares of its own height, so they stay in its lane and cannot be dragged.
 */
export function EventContent(props: {
  title: string;
  details: EventDetails;
  texts: EventTexts;
  isStart: boolean;
  isEnd: boolean;
  isGrid: boolean;
  isShort: boolean;
}) {
  const { title, details, texts, isStart, isEnd, isGrid, isShort } = props;
  const { setup, teardown, colours } = details;
  const whole = isStart && isEnd;
  const band = (share: number) => ({
    height: `${share * 100}%`,
    color: colours.background,
  });
  return (
    <div
      className={styles.event}
      data-booking={details.booking.id}
      data-status={details.status}
      data-short={isShort}
      data-grid={isGrid}
      data-event
    >
      {isGrid && whole && setup > 0 && (
        <i className={styles.setup} style={band(setup)} aria-hidden />
      )}
      <span className={styles.visible} aria-hidden>
        <b>{title}</b>
        <span className={styles.resources}>{details.resources}</span>
        <span className={styles.time}>
          {texts.from}
          {isGrid && <span className={styles.to}>–{texts.to}</span>}
          {texts.status && (
            <span className={styles.state}> · {texts.status}</span>
          )}
        </span>
      </span>
      <span className={styles.spoken}>{texts.spoken}</span>
      {isGrid && whole && teardown > 0 && (
        <i className={styles.teardown} style={band(teardown)} aria-hidden />
      )}
    </div>
  );
}
