import { apiQuery, EntryFilter } from '../lib/entryFilter';
import { useAuditLogClient } from './useAuditLogClient';
import { useExport } from './useExport';
import { useTranslation } from './useTranslation';

/** Exports the entries of a filter. */
export function useEntryExport(filter: EntryFilter) {
  const client = useAuditLogClient();
  const { t } = useTranslation();
  return useExport({
    name: 'audit-log',
    read: async (kind, signal) => {
      const query = apiQuery(filter, Date.now());
      const { data } = await client.GET('/entries/export', {
        params: { query: { ...query, format: kind } },
        parseAs: 'stream',
        signal,
      });
      return data!;
    },
    done: ({ file, count }) => t('export.done', { count, file }),
    failed: t('export.failed'),
  });
}
