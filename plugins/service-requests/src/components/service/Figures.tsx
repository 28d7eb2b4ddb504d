import { Select } from '@backstage/ui';
import type { Service } from '@callboard/backstage-plugin-service-requests-common';
import { ErrorPanel, RowsSkeleton } from '@callboard/frontend-kit';
import { useState } from 'react';
import { useServiceMetrics } from '../../hooks/useServices';
import { useTranslation } from '../../hooks/useTranslation';
import styles from './Figures.module.css';
import { MetricChart } from './MetricChart';
import { Section } from './Section';

const RANGES = { day: 24, week: 168, month: 720 } as const;
type Range = keyof typeof RANGES;

/** How it fares: a chart for each thing that is measured. */
export function Figures({ service }: { service: Service }) {
  const { t } = useTranslation();
  const [range, setRange] = useState<Range>('day');
  const { data, error, refetch, isPlaceholderData } = useServiceMetrics(
    service.id,
    RANGES[range],
  );
  const ranges = Object.keys(RANGES) as Range[];
  return (
    <Section
      title={t('service.metrics')}
      aside={
        <Select
          className={styles.range}
          aria-label={t('service.metrics.range')}
          selectionMode="single"
          options={ranges.map(id => ({
            id,
            label: t(`service.metrics.${id}`),
          }))}
          value={range}
          onChange={key => setRange(ranges.find(one => one === key) ?? 'day')}
        />
      }
    >
      {!data && error && (
        <ErrorPanel
          title={t('service.metrics.notLoaded')}
          error={error}
          onRetry={refetch}
        />
      )}
      {!data && !error && <RowsSkeleton rows={1} height={140} />}
      {data?.sandbox && data.series.length > 0 && (
        <p className={styles.sandbox}>{t('service.metrics.sandbox')}</p>
      )}
      {data?.series.length === 0 && <p>{t('service.metrics.none')}</p>}
      {data && data.series.length > 0 && (
        <div className={styles.charts} aria-busy={isPlaceholderData}>
          {data.series.map(series => (
            <MetricChart key={series.template} series={series} />
          ))}
        </div>
      )}
    </Section>
  );
}
