import { EntityLink } from '@callboard/frontend-kit';
import type { TimelineItem } from '@callboard/backstage-plugin-reservations-common';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { HistoryChange } from './HistoryChange';
import styles from './History.module.css';
import { type HistoryWords, whatHappened, why } from './historyText';

/** One thing that happened: what, when, by whom, and what it changed. */
export function HistoryItem({ item }: { item: TimelineItem }) {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const words = t as HistoryWords;
  const notes = why(item, words);
  return (
    <li className={styles.item} data-tone={toneOf(item)}>
      <span className={styles.line}>
        <span className={styles.what}>{whatHappened(item, words)}</span>
        <time
          className={styles.when}
          dateTime={item.at}
          title={format.exactAt(item.at)}
        >
          {format.time(item.at)}
        </time>
      </span>
      {item.kind === 'notification' && item.recipient && (
        <span className={styles.note}>
          <EntityLink entityRef={item.recipient} /> ·{' '}
          {item.titles?.[format.locale] ?? item.title}
        </span>
      )}
      {item.kind === 'transition' && item.actor && (
        <span className={styles.note}>
          {item.actor === 'system' ? (
            t('history.itself')
          ) : (
            <>
              {t('history.by')} <EntityLink entityRef={item.actor} />
            </>
          )}
          {notes.length > 0 && ` · ${notes.join(' · ')}`}
        </span>
      )}
      {item.kind === 'delivery' && notes.length > 0 && (
        <span className={styles.note}>{notes.join(' · ')}</span>
      )}
      {item.changes && item.changes.length > 0 && (
        <ul className={styles.changes}>
          {item.changes.map(change => (
            <HistoryChange key={change.field} change={change} />
          ))}
        </ul>
      )}
    </li>
  );
}

function toneOf({ code, delivery, step }: TimelineItem): string {
  if (delivery?.status === 'dead' || step?.status === 'failed') {
    return 'danger';
  }
  return /\.(rejected|expired|no_show|cancelled|affected)$/.test(code) &&
    !delivery
    ? 'warning'
    : 'neutral';
}
