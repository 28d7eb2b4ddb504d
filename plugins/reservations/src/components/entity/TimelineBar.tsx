import type { Availability } from '@callboard/backstage-plugin-reservations-common';
import type { CSSProperties } from 'react';
import { useNow } from '@callboard/frontend-kit';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { busySegments, maintenanceSegments } from './availability';
import styles from './TimelineBar.module.css';
import { useMoment } from './useMoment';

const HOUR_MS = 3_600_000;
const TICKS = [0, 6, 12, 18, 24];

/** The next hours as a thin bar: what is taken stands out. */
export function TimelineBar(props: {
  availability: Availability;
  hours?: number;
}) {
  const { availability, hours = 24 } = props;
  const { t } = useTranslation();
  const format = useTimeFormat();
  const moment = useMoment();
  const from = useNow();
  const to = new Date(from.getTime() + hours * HOUR_MS);
  const segments = busySegments(availability, from, to);
  const windows = maintenanceSegments(availability, from, to);
  const sayWindow = ({ start, end, title }: (typeof windows)[number]) =>
    t('maintenance.segment', { span: format.span(start, end), name: title });
  const taken = [
    ...segments.map(s => format.span(s.start, s.end)),
    ...windows.map(sayWindow),
  ].join('; ');
  const label = taken
    ? t('entity.timeline.taken', { hours: String(hours), taken })
    : t('entity.timeline.free', { hours: String(hours) });
  return (
    <div className={styles.timeline}>
      <div className={styles.bar} role="img" aria-label={label}>
        {segments.map(segment => (
          <span
            key={segment.start.getTime()}
            className={styles.busy}
            title={t('entity.timeline.segment', {
              span: format.span(segment.start, segment.end),
            })}
            style={
              {
                left: `${segment.left}%`,
                width: `${segment.width}%`,
                '--load': segment.load,
              } as CSSProperties
            }
          />
        ))}
        {windows.map(window => (
          <span
            key={`maintenance ${window.start.getTime()}`}
            className={styles.maintenance}
            title={sayWindow(window)}
            style={{ left: `${window.left}%`, width: `${window.width}%` }}
          />
        ))}
      </div>
      <div className={styles.ticks} aria-hidden>
        {TICKS.map(tick => (
          <span key={tick}>
            {tick === 0
              ? t('entity.timeline.now')
              : moment(new Date(from.getTime() + (tick / 24) * hours * HOUR_MS))
                  .split(', ')
                  .at(-1)}
          </span>
        ))}
      </div>
    </div>
  );
}
