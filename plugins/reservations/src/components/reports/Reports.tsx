import {
  ReservationsRequestError,
  type UsageReport,
} from '@callboard/backstage-plugin-reservations-common';
import { Button, Text } from '@backstage/ui';
import { EmptyState } from '@callboard/frontend-kit';
import { RiBarChart2Line, RiShieldUserLine } from '@remixicon/react';
import { useResources } from '../../hooks/useInventory';
import { useTranslation } from '../../hooks/useTranslation';
import { useUsageReport } from '../../hooks/useUsageReport';
import { ErrorPanel } from '../common/ErrorPanel';
import { RowsSkeleton } from '../common/Skeletons';
import { Figures } from './Figures';
import { PeakHours } from './PeakHours';
import { ReportFilters } from './ReportFilters';
import styles from './Reports.module.css';
import { Trend } from './Trend';
import { UsageTable } from './UsageTable';
import { type ReportState, useReportState } from './useReportState';

/** How busy things are, when, by whom, what went unused and what it costs. */
export function Reports() {
  const { t } = useTranslation();
  const state = useReportState();
  const { data, error, refetch, isPlaceholderData } = useUsageReport(
    state.query,
  );
  if (error instanceof ReservationsRequestError && error.status === 403) {
    return (
      <EmptyState
        icon={<RiShieldUserLine size={32} />}
        title={t('reports.none.title')}
        description={t('reports.none.text')}
      />
    );
  }
  return (
    <div className={styles.page}>
      <ReportFilters state={state} isReady={data !== undefined} />
      {state.resource && (
        <OnlyResource
          resourceRef={state.resource}
          onShowAll={() => state.change({ resource: undefined })}
        />
      )}
      <ReportBody
        state={state}
        report={state.query && data}
        isStale={isPlaceholderData}
        error={error}
        onRetry={refetch}
      />
    </div>
  );
}

function ReportBody(props: {
  state: ReportState;
  report: UsageReport | undefined;
  isStale: boolean;
  error: unknown;
  onRetry: () => void;
}) {
  const { state, report, isStale, error, onRetry } = props;
  const { t } = useTranslation();
  if (!state.query) {
    return (
      <Text as="p" role="alert">
        {t('reports.noDays')}
      </Text>
    );
  }
  if (error && !report) {
    return (
      <ErrorPanel
        title={t('common.error.load', { what: t('reports.what') })}
        error={error}
        onRetry={onRetry}
      />
    );
  }
  if (!report) {
    return <RowsSkeleton rows={6} height={88} />;
  }
  return (
    <div className={styles.body} aria-busy={isStale} data-stale={isStale}>
      {report.scope !== 'all' && (
        <Text as="p" color="secondary" className={styles.scope}>
          {t(`reports.scope.${report.scope}`)}
        </Text>
      )}
      {isEmpty(report) ? (
        <EmptyState
          icon={<RiBarChart2Line size={32} />}
          title={t('reports.empty.title')}
          description={t('reports.empty.text')}
        />
      ) : (
        <>
          <Figures totals={report.totals} />
          <div className={styles.charts}>
            <Trend report={report} />
            <PeakHours report={report} />
          </div>
          <UsageTable report={report} state={state} />
        </>
      )}
    </div>
  );
}

/** Where the address names one resource: which, and the way back to all. */
function OnlyResource(props: { resourceRef: string; onShowAll: () => void }) {
  const { resourceRef, onShowAll } = props;
  const { t } = useTranslation();
  const { data } = useResources({ ref: [resourceRef] });
  return (
    <div className={styles.only}>
      <Text as="p" weight="bold">
        {t('reports.onlyResource', { title: data?.[0]?.title ?? resourceRef })}
      </Text>
      <Button size="small" variant="tertiary" onPress={onShowAll}>
        {t('reports.showAll')}
      </Button>
    </div>
  );
}

function isEmpty({ totals }: UsageReport): boolean {
  const { bookings, noShows, cancelled, releasedEarly } = totals;
  return bookings + noShows + cancelled + releasedEarly === 0;
}
