import type { EndpointHealth } from '@callboard/backstage-plugin-webhooks-common';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { bars, worstPoint } from '../../lib/sparkline';
import styles from './Sparkline.module.css';

const SIZE = { width: 168, height: 28 };

/** What arrived and what did not over the last hours, as bars and as a sentence. */
export function Sparkline({ health }: { health: EndpointHealth }) {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const { hours, delivered, failed, series } = health;
  const worst = worstPoint(series);
  const text = [
    t('overview.spark.sum', {
      hours: String(hours),
      delivered: format.number(delivered),
      failed: format.number(failed),
    }),
    worst && t('overview.spark.worst', { when: format.at(worst.at) }),
  ]
    .filter(Boolean)
    .join(' ');
  return (
    <svg
      className={styles.spark}
      viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
      role="img"
      aria-label={text}
    >
      <title>{text}</title>
      <line
        className={styles.floor}
        x1="0"
        x2={SIZE.width}
        y1={SIZE.height - 0.5}
        y2={SIZE.height - 0.5}
      />
      {bars(series, SIZE).map(bar => (
        <g key={bar.at}>
          <rect
            className={styles.delivered}
            x={bar.x}
            width={bar.width}
            y={SIZE.height - bar.delivered}
            height={bar.delivered}
          />
          <rect
            className={styles.failed}
            x={bar.x}
            width={bar.width}
            y={SIZE.height - bar.delivered - bar.failed}
            height={bar.failed}
          />
        </g>
      ))}
    </svg>
  );
}
