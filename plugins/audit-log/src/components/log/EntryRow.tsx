import { VisuallyHidden } from '@backstage/ui';
import type { Entry } from '@callboard/backstage-plugin-audit-log-common';
import { EntityLink } from '@callboard/frontend-kit';
import { useId } from 'react';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { refList } from '../../lib/refs';
import { Actor } from '../common/Actor';
import { OutcomeTag } from '../common/OutcomeTag';
import { Sentence } from '../common/Sentence';
import styles from './EntryRow.module.css';

const NAMED = 2;

/** One entry in a line. A press anywhere but on a link opens it. */
export function EntryRow(props: {
  entry: Entry;
  isOpen: boolean;
  onOpen: () => void;
}) {
  const { entry, isOpen, onOpen } = props;
  const { t } = useTranslation();
  const format = useTimeFormat();
  const id = useId();
  return (
    <li className={styles.row} data-open={isOpen || undefined}>
      <button
        type="button"
        className={styles.time}
        data-entry={entry.id}
        aria-labelledby={`${id}-open ${id}-who ${id}-what ${id}-time ${id}-outcome`}
        onClick={onOpen}
      >
        <VisuallyHidden id={`${id}-open`}>{t('log.row.open')}</VisuallyHidden>
        <time
          id={`${id}-time`}
          dateTime={entry.at}
          title={`${format.exact(entry.at)} · ${format.relative(entry.at)}`}
        >
          {format.clock(entry.at)}
        </time>
      </button>
      <span id={`${id}-who`} className={styles.who}>
        <Actor actor={entry.actor} />
      </span>
      <span id={`${id}-what`} className={styles.what}>
        <Sentence entry={entry} />
      </span>
      <About
        refs={refList(entry.refs, 'resources').filter(
          ref => ref !== entry.subject?.ref,
        )}
      />
      <About refs={entry.siteRefs.filter(ref => ref !== entry.subject?.ref)} />
      <span id={`${id}-outcome`} className={styles.outcome}>
        <OutcomeTag outcome={entry.outcome} />
      </span>
    </li>
  );
}

/** Entities, as far as there is room. */
function About({ refs }: { refs: string[] }) {
  const { t } = useTranslation();
  const hidden = refs.length - NAMED;
  return (
    <span className={styles.about}>
      {refs.slice(0, NAMED).map(ref => (
        <EntityLink key={ref} entityRef={ref} />
      ))}
      {hidden > 0 && (
        <span className={styles.quiet} title={refs.slice(NAMED).join('\n')}>
          {t('log.row.more', { amount: String(hidden) })}
        </span>
      )}
    </span>
  );
}
