import type {
  UsageFigures,
  UsageReport,
  UsageRow,
} from '@callboard/backstage-plugin-reservations-common';
import { Button, Text, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { EntityLink } from '@callboard/frontend-kit';
import { useState } from 'react';
import { useReportFormat } from '../../hooks/useReportFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { type GroupBy, GROUPINGS, type ReportState } from './useReportState';
import styles from './UsageTable.module.css';

const FIRST = 25;

/** Who or what it was, the most first; a table, or cards where it is narrow. */
export function UsageTable(props: { report: UsageReport; state: ReportState }) {
  const { report, state } = props;
  const { rows, totals, groupBy, rowsOverlap } = report;
  const { t } = useTranslation();
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? rows : rows.slice(0, FIRST);
  const hasUse = rows.some(row => row.utilisation !== undefined);
  const measure = hasUse
    ? t('reports.figure.utilisation')
    : t('reports.column.share');
  return (
    <section className={styles.section} aria-label={t('reports.by')}>
      <ToggleButtonGroup
        aria-label={t('reports.by')}
        className={styles.by}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[state.groupBy]}
        onSelectionChange={keys => {
          const [by] = [...keys] as GroupBy[];
          state.change(
            { by: by === 'resource' ? undefined : by },
            { replace: true },
          );
        }}
      >
        {GROUPINGS.map(name => (
          <ToggleButton key={name} id={name} size="small">
            {t(`reports.by.${name}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t(`reports.by.${groupBy}`)}</th>
            <th scope="col" className={styles.wide}>
              {measure}
            </th>
            <th scope="col">{t('reports.figure.booked')}</th>
            <th scope="col">{t('reports.column.bookings')}</th>
            <th scope="col">{t('reports.column.unused')}</th>
            <th scope="col">{t('reports.figure.cost')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(row => (
            <tr key={row.key}>
              <th scope="row">
                <RowName row={row} groupBy={groupBy} />
              </th>
              <Cells
                figures={row}
                measure={measure}
                share={hasUse ? row.utilisation : shareOf(row, totals)}
              />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">
              {t(rowsOverlap ? 'reports.sumOverlaps' : 'reports.sum')}
            </th>
            <Cells
              figures={totals}
              measure={measure}
              share={hasUse ? totals.utilisation : undefined}
            />
          </tr>
        </tfoot>
      </table>
      {rowsOverlap && (
        <Text as="p" color="secondary" className={styles.note}>
          {t('reports.overlap')}
        </Text>
      )}
      {shown.length < rows.length && (
        <div>
          <Button variant="secondary" onPress={() => setWhole(true)}>
            {t('reports.more', { all: String(rows.length) })}
          </Button>
        </div>
      )}
    </section>
  );
}

function Cells(props: {
  figures: UsageFigures;
  measure: string;
  share: number | undefined;
}) {
  const { figures, measure, share } = props;
  const { t } = useTranslation();
  const { hours, count, percent, costs } = useReportFormat();
  return (
    <>
      <td data-label={measure}>
        {share !== undefined && (
          <span className={styles.measure}>
            <span className={styles.bar} aria-hidden>
              <span style={{ width: `${share * 100}%` }} />
            </span>
            <span className={styles.number}>{percent(share)}</span>
          </span>
        )}
      </td>
      <td data-label={t('reports.figure.booked')}>
        {hours(figures.bookedMinutes)}
      </td>
      <td data-label={t('reports.column.bookings')}>
        {count(figures.bookings)}
      </td>
      <td data-label={t('reports.column.unused')}>
        {[figures.noShows, figures.cancelled, figures.releasedEarly]
          .map(count)
          .join(' · ')}
      </td>
      <td data-label={t('reports.figure.cost')}>{costs(figures.costs)}</td>
    </>
  );
}

function RowName(props: { row: UsageRow; groupBy: GroupBy }) {
  const { row, groupBy } = props;
  const { t } = useTranslation();
  if (row.key === '') {
    return <>{t(`reports.none.${groupBy}`)}</>;
  }
  return groupBy === 'type' || groupBy === 'project' ? (
    <>{row.title}</>
  ) : (
    <EntityLink entityRef={row.key} title={row.title} />
  );
}

function shareOf(row: UsageFigures, totals: UsageFigures): number {
  return totals.bookedMinutes > 0
    ? Math.min(1, row.bookedMinutes / totals.bookedMinutes)
    : 0;
}
