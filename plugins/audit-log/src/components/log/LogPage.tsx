import { Button } from '@backstage/ui';
import { EmptyState } from '@callboard/frontend-kit';
import { RiFileShieldLine } from '@remixicon/react';
import { useEntries, useFreshEntries } from '../../hooks/useEntries';
import { useEntryExport } from '../../hooks/useEntryExport';
import { useEntryFilter } from '../../hooks/useEntryFilter';
import { useTranslation } from '../../hooks/useTranslation';
import { EntryFilter, isNarrowed } from '../../lib/entryFilter';
import { AuditLogPage, Readers } from '../common/AuditLogPage';
import { ExportBar } from '../common/ExportBar';
import { EntryList } from './EntryList';
import { LogFilters } from './LogFilters';
import styles from './LogPage.module.css';

/** Who did what, and when. */
export function LogPage() {
  return (
    <AuditLogPage>
      <Readers>
        <Log />
      </Readers>
    </AuditLogPage>
  );
}

function Log() {
  const { t } = useTranslation();
  const { filter, change, clear } = useEntryFilter();
  const query = useEntries(filter);
  const entries = query.data?.pages.flatMap(page => page.items);
  const { hasFresh, show } = useFreshEntries(
    filter,
    query.isPlaceholderData ? undefined : entries,
  );
  return (
    <>
      <LogFilters filter={filter} onChange={change} onClear={clear} />
      <div className={styles.bar}>
        {hasFresh ? (
          <Button size="small" variant="secondary" onPress={show}>
            {t('log.fresh')}
          </Button>
        ) : (
          <span />
        )}
        <Exports filter={filter} />
      </div>
      <EntryList
        label={t('log.label')}
        query={query}
        failure={t('log.notLoaded')}
        empty={<Nothing isNarrowed={isNarrowed(filter)} onClear={clear} />}
      />
    </>
  );
}

function Exports({ filter }: { filter: EntryFilter }) {
  const { t } = useTranslation();
  const exporting = useEntryExport(filter);
  return (
    <ExportBar
      {...exporting}
      choices={[
        { format: 'csv', label: t('export.csv') },
        { format: 'jsonl', label: t('export.jsonl') },
      ]}
    />
  );
}

function Nothing(props: { isNarrowed: boolean; onClear: () => void }) {
  const { t } = useTranslation();
  return props.isNarrowed ? (
    <EmptyState
      title={t('log.empty.narrowed')}
      action={
        <Button variant="secondary" onPress={props.onClear}>
          {t('log.clear')}
        </Button>
      }
    />
  ) : (
    <EmptyState
      icon={<RiFileShieldLine />}
      title={t('log.empty.title')}
      description={t('log.empty.text')}
    />
  );
}
