import { Switch } from '@backstage/ui';
import {
  EmptyState,
  ErrorPanel,
  LoadMore,
  RowsSkeleton,
  useSearchParam,
} from '@callboard/frontend-kit';
import { RiCheckDoubleLine } from '@remixicon/react';
import { useRef } from 'react';
import { useOptions } from '../../hooks/useOptions';
import { useReviewQueue } from '../../hooks/useRequests';
import { useTranslation } from '../../hooks/useTranslation';
import { ServiceRequestsPage } from '../common/ServiceRequestsPage';
import { QueueRow } from './QueueRow';
import { Choice } from './RequestFilters';
import styles from './RequestList.module.css';
import { useArrowKeys } from './useArrowKeys';

/** What waits for a review, what is due soonest first. */
export function ReviewPage() {
  return (
    <ServiceRequestsPage>
      <Queue />
    </ServiceRequestsPage>
  );
}

function Queue() {
  const { t } = useTranslation();
  const { data: options } = useOptions();
  const [all, setAll] = useSearchParam('all');
  const [environment, setEnvironment] = useSearchParam('environment');
  const list = useRef<HTMLUListElement>(null);
  const onKeyDown = useArrowKeys(list);
  const query = useReviewQueue({ all: all === 'true', environment });
  const requests = query.data?.pages.flatMap(page => page.items);
  return (
    <>
      <div
        className={styles.filters}
        role="group"
        aria-label={t('requests.filters')}
      >
        <Choice
          label={t('form.environment')}
          any={t('requests.anyEnvironment')}
          value={environment}
          options={(options?.environments ?? []).map(({ name, title }) => ({
            id: name,
            label: title,
          }))}
          onChange={name =>
            setEnvironment(name ?? undefined, { replace: true })
          }
        />
        <Switch
          label={t('queue.all')}
          isSelected={all === 'true'}
          onChange={isOn =>
            setAll(isOn ? 'true' : undefined, { replace: true })
          }
        />
      </div>
      {query.error && (
        <ErrorPanel
          title={t('requests.notLoaded')}
          error={query.error}
          onRetry={query.refetch}
        />
      )}
      {!requests && !query.error && <RowsSkeleton rows={6} height={64} />}
      {requests?.length === 0 && (
        <EmptyState
          icon={<RiCheckDoubleLine />}
          title={t('queue.empty.title')}
          description={t('queue.empty.text')}
        />
      )}
      {requests && requests.length > 0 && (
        // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys only move between links that the keyboard reaches anyway
        <ul
          ref={list}
          className={styles.rows}
          aria-label={t('page.review')}
          aria-busy={query.isPlaceholderData}
          onKeyDown={onKeyDown}
        >
          {requests.map(request => (
            <QueueRow key={request.id} request={request} />
          ))}
        </ul>
      )}
      <LoadMore query={query} />
    </>
  );
}
