import { Button } from '@backstage/ui';
import type { Offering } from '@callboard/backstage-plugin-service-requests-common';
import {
  EmptyState,
  ErrorPanel,
  RowsSkeleton,
  Status,
  useSearchParam,
} from '@callboard/frontend-kit';
import { RiFileTextLine } from '@remixicon/react';
import { useMemo } from 'react';
import { useOfferings } from '../../hooks/useOfferings';
import { useOptions } from '../../hooks/useOptions';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { useCategoryTitle } from '../catalogue/useCategoryTitle';
import { type DataColumn, DataTable } from '../common/DataTable';
import { ServiceRequestsPage } from '../common/ServiceRequestsPage';
import { OfferingDrawer } from './OfferingDrawer';
import styles from './OfferingsPage.module.css';

/** What is offered, as documents, for those who keep them. */
export function OfferingsPage() {
  return (
    <ServiceRequestsPage>
      <Managed />
    </ServiceRequestsPage>
  );
}

function Managed() {
  const { t } = useTranslation();
  const { data: options, error, refetch } = useOptions();
  if (!options) {
    return error ? (
      <ErrorPanel
        title={t('offerings.notLoaded')}
        error={error}
        onRetry={refetch}
      />
    ) : (
      <RowsSkeleton />
    );
  }
  return options.actions.includes('manage-offerings') ? (
    <OfferingList />
  ) : (
    <EmptyState
      icon={<RiFileTextLine />}
      title={t('offerings.notYours')}
      description={t('offerings.notYoursText')}
    />
  );
}

function OfferingList() {
  const { t } = useTranslation();
  const [opened, open] = useSearchParam('offering');
  const [form, setForm] = useSearchParam('form');
  const { data, error, refetch } = useOfferings({ archived: true });
  return (
    <>
      <div className={styles.head}>
        <Button variant="primary" onPress={() => setForm('new')}>
          {t('offerings.new')}
        </Button>
      </div>
      {error && (
        <ErrorPanel
          title={t('offerings.notLoaded')}
          error={error}
          onRetry={refetch}
        />
      )}
      {!data && !error && <RowsSkeleton />}
      {data?.length === 0 && (
        <EmptyState
          icon={<RiFileTextLine />}
          title={t('offerings.empty.title')}
          description={t('offerings.empty.text')}
        />
      )}
      {data && data.length > 0 && (
        <OfferingTable offerings={data} onOpen={open} />
      )}
      {(opened || form) && <OfferingDrawer name={opened} form={form} />}
    </>
  );
}

function OfferingTable(props: {
  offerings: Offering[];
  onOpen: (name: string) => void;
}) {
  const { offerings, onOpen } = props;
  const { t } = useTranslation();
  const format = useTimeFormat();
  const categoryTitle = useCategoryTitle();
  const columns = useMemo(
    (): DataColumn<Offering>[] => [
      {
        id: 'title',
        label: t('service.offering'),
        cell: ({ name, title }) => (
          <button
            type="button"
            className={styles.open}
            aria-label={t('offerings.open', { title })}
            onClick={() => onOpen(name)}
          >
            {title}
          </button>
        ),
      },
      {
        id: 'status',
        label: t('services.column.status'),
        cell: ({ status }) => (
          <Status tone={status === 'active' ? 'success' : 'neutral'}>
            {t(`offerings.${status}`)}
          </Status>
        ),
      },
      {
        id: 'category',
        label: t('offerings.category'),
        cell: ({ category }) => categoryTitle(category),
      },
      {
        id: 'source',
        label: t('offerings.source'),
        cell: ({ source }) => t(`offerings.source.${source}`),
      },
      {
        id: 'version',
        label: t('offerings.versionName'),
        cell: ({ version, updatedAt }) => (
          <span title={format.exact(updatedAt)}>
            {version}, {format.relative(updatedAt)}
          </span>
        ),
      },
    ],
    [t, format, categoryTitle, onOpen],
  );
  return (
    <DataTable
      label={t('offerings.list')}
      columns={columns}
      rows={offerings}
      keyOf={({ name }) => name}
    />
  );
}
