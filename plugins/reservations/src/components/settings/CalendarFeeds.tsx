import type { FeedToken } from '@callboard/backstage-plugin-reservations-common';
import { reservationsFeedTokenCreatePermission } from '@callboard/backstage-plugin-reservations-common';
import { usePermission } from '@backstage/plugin-permission-react';
import { BgProvider, Button, Text } from '@backstage/ui';
import { EmptyState } from '@callboard/frontend-kit';
import { RiAddLine, RiCalendarEventLine } from '@remixicon/react';
import { useId, useState } from 'react';
import { useFeedTokens } from '../../hooks/useFeedTokens';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { ErrorPanel } from '../common/ErrorPanel';
import { RowsSkeleton } from '../common/Skeletons';
import styles from '../people/People.module.css';
import { NewFeed } from './NewFeed';
import { RevokeFeed } from './RevokeFeed';
import { useScopeName } from './useScopeName';

/** Addresses that calendar programs read bookings from. */
export function CalendarFeeds() {
  const { t } = useTranslation();
  const { data: feeds, error, refetch } = useFeedTokens();
  const { allowed } = usePermission({
    permission: reservationsFeedTokenCreatePermission,
  });
  const [adding, setAdding] = useState(false);
  const [revoking, setRevoking] = useState<FeedToken>();
  if (!feeds) {
    return error ? (
      <ErrorPanel
        title={t('feeds.notLoaded')}
        error={error}
        onRetry={refetch}
      />
    ) : (
      <RowsSkeleton rows={2} height={64} />
    );
  }
  const add = allowed ? (
    <Button
      variant="secondary"
      iconStart={<RiAddLine />}
      onPress={() => setAdding(true)}
    >
      {t('feeds.add')}
    </Button>
  ) : undefined;
  return (
    <>
      {feeds.length === 0 ? (
        <EmptyState
          icon={<RiCalendarEventLine />}
          title={t('feeds.empty')}
          description={t(allowed ? 'feeds.emptyText' : 'feeds.notForYou')}
          action={add}
        />
      ) : (
        <>
          <BgProvider bg="neutral-1">
            <ul className={styles.list} aria-label={t('feeds.title')}>
              {feeds.map(feed => (
                <Row
                  key={feed.id}
                  feed={feed}
                  onRevoke={() => setRevoking(feed)}
                />
              ))}
            </ul>
          </BgProvider>
          {add && <div>{add}</div>}
        </>
      )}
      {adding && <NewFeed onClose={() => setAdding(false)} />}
      {revoking && (
        <RevokeFeed feed={revoking} onClose={() => setRevoking(undefined)} />
      )}
    </>
  );
}

function Row(props: { feed: FeedToken; onRevoke: () => void }) {
  const { feed, onRevoke } = props;
  const { t } = useTranslation();
  const format = useTimeFormat();
  const scope = useScopeName(feed.scope);
  const id = useId();
  const { title, createdAt, lastUsedAt } = feed;
  return (
    <li className={styles.row}>
      <div className={styles.text}>
        <Text id={id} weight="bold">
          {title}
        </Text>
        <Text as="p" variant="body-small" color="secondary">
          {scope}
        </Text>
      </div>
      <div className={styles.text}>
        <Text
          variant="body-small"
          title={lastUsedAt && format.exactAt(lastUsedAt)}
        >
          {lastUsedAt
            ? t('feeds.lastUsed', { relative: format.relative(lastUsedAt) })
            : t('feeds.neverUsed')}
        </Text>
        <Text
          as="p"
          variant="body-small"
          color="secondary"
          title={format.exactAt(createdAt)}
        >
          {t('feeds.madeOn', { relative: format.relative(createdAt) })}
        </Text>
      </div>
      <div className={styles.actions}>
        <Button
          size="small"
          variant="tertiary"
          destructive
          aria-label={t('feeds.revokeNamed', { title })}
          onPress={onRevoke}
        >
          {t('feeds.revoke')}
        </Button>
      </div>
    </li>
  );
}
