import { Button, SearchField } from '@backstage/ui';
import {
  EmptyState,
  ErrorPanel,
  RowsSkeleton,
  useSearchParam,
  useTyped,
} from '@callboard/frontend-kit';
import { RiBroadcastLine } from '@remixicon/react';
import { useEventTypes } from '../../hooks/useEventTypes';
import { useTranslation } from '../../hooks/useTranslation';
import { groupEventTypes, searchEventTypes } from '../../lib/eventGroups';
import { WebhooksPage } from '../common/WebhooksPage';
import styles from './CataloguePage.module.css';
import { EventTypeEntry } from './EventTypeEntry';
import { useGroupTitle } from './useGroupTitle';

/** Everything that can be announced, with what it says. */
export function CataloguePage() {
  return (
    <WebhooksPage>
      <Catalogue />
    </WebhooksPage>
  );
}

function Catalogue() {
  const { t } = useTranslation();
  const groupTitle = useGroupTitle();
  const [q = '', setQ] = useSearchParam('q');
  const [opened, open] = useSearchParam('event');
  const [text, setText] = useTyped(q, value =>
    setQ(value || undefined, { replace: true }),
  );
  const { data, error, refetch } = useEventTypes();
  if (!data) {
    return error ? (
      <ErrorPanel
        title={t('events.notLoaded')}
        error={error}
        onRetry={refetch}
      />
    ) : (
      <RowsSkeleton rows={8} height={52} />
    );
  }
  if (data.length === 0) {
    return (
      <EmptyState
        icon={<RiBroadcastLine />}
        title={t('events.empty.title')}
        description={t('events.empty.text')}
      />
    );
  }
  const groups = groupEventTypes(searchEventTypes(data, q));
  return (
    <>
      <SearchField
        className={styles.search}
        aria-label={t('events.search')}
        placeholder={t('events.search')}
        value={text}
        onChange={setText}
      />
      {groups.length === 0 && (
        <EmptyState
          title={t('events.noneFound')}
          action={
            <Button variant="secondary" onPress={() => setText('')}>
              {t('events.clearSearch')}
            </Button>
          }
        />
      )}
      {groups.map(({ name, types }) => (
        <section
          key={name}
          className={styles.group}
          aria-label={groupTitle(name)}
        >
          <h2>{groupTitle(name)}</h2>
          <ul className={styles.types}>
            {types.map(eventType => (
              <EventTypeEntry
                key={eventType.type}
                eventType={eventType}
                isOpen={eventType.type === opened}
                onToggle={() =>
                  open(eventType.type === opened ? undefined : eventType.type, {
                    replace: true,
                  })
                }
              />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
