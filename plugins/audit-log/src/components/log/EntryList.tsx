import type { Entry } from '@callboard/backstage-plugin-audit-log-common';
import {
  LoadMore,
  RowsSkeleton,
  useSearchParam,
} from '@callboard/frontend-kit';
import { KeyboardEvent, ReactNode, useId } from 'react';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { byDay } from '../../lib/byDay';
import { EntryDrawer } from '../entry/EntryDrawer';
import { ErrorPanel } from '../common/ErrorPanel';
import styles from './EntryList.module.css';
import { EntryRow } from './EntryRow';

/** A list of entries as `useInfiniteQuery` gives it. */
export interface EntryPages {
  data?: { pages: { items: Entry[] }[] };
  error: unknown;
  isPlaceholderData: boolean;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
  refetch: () => unknown;
}

/** Entries by day, newest first; `empty` where there are none. One opens beside. */
export function EntryList(props: {
  label: string;
  query: EntryPages;
  empty: ReactNode;
  /** What is said when nothing could be loaded. */
  failure: string;
}) {
  const { label, query, empty, failure } = props;
  const { t } = useTranslation();
  const [opened, open] = useSearchParam('entry');
  const entries = query.data?.pages.flatMap(page => page.items);
  return (
    <>
      {entries ? (
        <div className={styles.list} aria-busy={query.isPlaceholderData}>
          {entries.length === 0 ? (
            empty
          ) : (
            <Days
              label={label}
              entries={entries}
              opened={opened}
              onOpen={open}
            />
          )}
          {query.error ? (
            <ErrorPanel
              title={t('log.notMore')}
              error={query.error}
              onRetry={query.fetchNextPage}
            />
          ) : null}
          {!query.error && <LoadMore query={query} />}
        </div>
      ) : (
        <NotYet error={query.error} title={failure} onRetry={query.refetch} />
      )}
      {opened && (
        <EntryDrawer
          key={opened}
          id={opened}
          onOpen={open}
          onClose={() => open(undefined)}
        />
      )}
    </>
  );
}

function NotYet(props: { error: unknown; title: string; onRetry: () => void }) {
  return props.error ? (
    <ErrorPanel {...props} />
  ) : (
    <RowsSkeleton rows={10} height={38} />
  );
}

function Days(props: {
  label: string;
  entries: Entry[];
  opened: string | undefined;
  onOpen: (id: string) => void;
}) {
  const { label, entries, opened, onOpen } = props;
  const format = useTimeFormat();
  return (
    // Arrows go from entry to entry; each is a button, reached by Tab as well.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section aria-label={label} className={styles.days} onKeyDown={moveFocus}>
      <Head />
      {byDay(entries, format.dayKey).map(({ key, items }) => (
        <DayOf key={key} title={format.dayHeading(items[0].at)}>
          {items.map(entry => (
            <EntryRow
              key={entry.id}
              entry={entry}
              isOpen={entry.id === opened}
              onOpen={() => onOpen(entry.id)}
            />
          ))}
        </DayOf>
      ))}
    </section>
  );
}

function DayOf(props: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <>
      <h3 id={id} className={styles.day}>
        {props.title}
      </h3>
      <ul className={styles.rows} aria-labelledby={id}>
        {props.children}
      </ul>
    </>
  );
}

/** What the columns are; each row says it by itself to those who hear it. */
function Head() {
  const { t } = useTranslation();
  return (
    <div className={styles.head} aria-hidden>
      <span>{t('log.head.time')}</span>
      <span>{t('log.head.who')}</span>
      <span>{t('log.head.what')}</span>
      <span>{t('log.head.on')}</span>
      <span>{t('log.head.site')}</span>
      <span>{t('log.head.outcome')}</span>
    </div>
  );
}

function moveFocus(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const buttons = [
    ...event.currentTarget.querySelectorAll<HTMLElement>('[data-entry]'),
  ];
  const next = buttons[buttons.indexOf(event.target as HTMLElement) + step];
  if (buttons.includes(event.target as HTMLElement) && next) {
    event.preventDefault();
    next.focus();
  }
}
