import { Button, Select } from '@backstage/ui';
import { RiDownloadLine } from '@remixicon/react';
import { useId } from 'react';
import { useResourceTypes } from '../../hooks/useInventory';
import { useReportDownload } from '../../hooks/useReportDownload';
import { useSite } from '../../hooks/useSite';
import { useTranslation } from '../../hooks/useTranslation';
import { daysOf, REPORT_RANGES } from '../../lib/reportWindow';
import styles from './Reports.module.css';
import { OWN, type ReportState } from './useReportState';

const ALL = 'all';

export function ReportFilters(props: { state: ReportState; isReady: boolean }) {
  const { state, isReady } = props;
  const { query, range, own, type, hours, zone, change } = state;
  const { t } = useTranslation();
  const { siteRef } = useSite();
  const { data: types = [] } = useResourceTypes({ site: siteRef });
  const download = useReportDownload();
  const chooseRange = (key: string) => {
    const days = key === OWN && query ? daysOf(query, zone) : undefined;
    change({
      range: key === 'days30' ? undefined : key,
      from: days?.from,
      to: days?.to,
    });
  };
  return (
    <div
      className={styles.filters}
      role="group"
      aria-label={t('reports.filters')}
    >
      <Select
        label={t('reports.range')}
        className={styles.select}
        options={[...REPORT_RANGES, OWN].map(id => ({
          id,
          label: t(`reports.range.${id}` as 'reports.range.own'),
        }))}
        value={range}
        onChange={key => chooseRange(String(key))}
      />
      {range === OWN && (
        <>
          <DayField
            label={t('reports.from')}
            value={own.from}
            onChange={from => change({ from }, { replace: true })}
          />
          <DayField
            label={t('reports.to')}
            value={own.to}
            onChange={to => change({ to }, { replace: true })}
          />
        </>
      )}
      <Select
        label={t('reports.type')}
        className={styles.select}
        options={[
          { id: ALL, label: t('reports.allTypes') },
          ...types.map(one => ({ id: one.name, label: one.title })),
        ]}
        value={type ?? ALL}
        onChange={key =>
          change({ type: key === ALL ? undefined : String(key) })
        }
      />
      <Select
        label={t('reports.hours')}
        className={styles.select}
        options={(['all', 'open'] as const).map(id => ({
          id,
          label: t(`reports.hours.${id}`),
        }))}
        value={hours}
        onChange={key =>
          change({ hours: key === ALL ? undefined : String(key) })
        }
      />
      <Button
        className={styles.csv}
        variant="secondary"
        iconStart={<RiDownloadLine />}
        isDisabled={!isReady || !query || download.isPending}
        onPress={() => query && download.mutate(query)}
      >
        {t('reports.csv')}
      </Button>
    </div>
  );
}

function DayField(props: {
  label: string;
  value: string;
  onChange: (day: string) => void;
}) {
  const { label, value, onChange } = props;
  const id = useId();
  return (
    <div className={styles.day}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="date"
        value={value}
        onChange={event => onChange(event.target.value)}
      />
    </div>
  );
}
