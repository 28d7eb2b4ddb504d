import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link, VisuallyHidden } from '@backstage/ui';
import type { Entry } from '@callboard/backstage-plugin-audit-log-common';
import { useId } from 'react';
import { useTogether } from '../../hooks/useEntries';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { filterQuery } from '../../lib/entryFilter';
import { logRouteRef } from '../../routes';
import { Actor } from '../common/Actor';
import { Sentence } from '../common/Sentence';
import changes from './Changes.module.css';
import styles from './EntryDrawer.module.css';

/** What else the same request did. */
export function Together(props: {
  entry: Pick<Entry, 'id' | 'correlationId'>;
  onOpen: (id: string) => void;
}) {
  const { entry, onOpen } = props;
  const { t } = useTranslation();
  const log = useRouteRef(logRouteRef);
  const { data } = useTogether(entry);
  if (!data || data.items.length === 0) {
    return null;
  }
  return (
    <section>
      <h3 className={changes.title}>{t('entry.together')}</h3>
      <ul className={styles.together}>
        {data.items.map(other => (
          <Other key={other.id} entry={other} onOpen={onOpen} />
        ))}
      </ul>
      {data.hasMore && log && (
        <Link
          href={`${log()}${filterQuery({ correlation: entry.correlationId })}`}
        >
          {t('entry.togetherMore')}
        </Link>
      )}
    </section>
  );
}

function Other(props: { entry: Entry; onOpen: (id: string) => void }) {
  const { entry, onOpen } = props;
  const { t } = useTranslation();
  const format = useTimeFormat();
  const id = useId();
  return (
    <li>
      <button
        type="button"
        aria-labelledby={`${id}-open ${id}`}
        onClick={() => onOpen(entry.id)}
      >
        <VisuallyHidden id={`${id}-open`}>{t('log.row.open')}</VisuallyHidden>
        {format.clock(entry.at)}
      </button>
      <Actor actor={entry.actor} />
      <span id={id}>
        <Sentence entry={entry} />
      </span>
    </li>
  );
}
