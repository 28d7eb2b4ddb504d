import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useMutation } from '@tanstack/react-query';
import { useReservationsClient } from './useReservationsClient';
import type { ReportQuery } from './useUsageReport';
import { useTranslation } from './useTranslation';

/** Hands the report's rows to the browser as a file. */
export function useReportDownload() {
  const client = useReservationsClient();
  const toasts = useApi(toastApiRef);
  const { t } = useTranslation();
  return useMutation({
    mutationFn: async (query: ReportQuery) => {
      const { data } = await client.GET('/reports/usage', {
        params: { query: { ...query, format: 'csv' } },
        parseAs: 'blob',
      });
      const days = [query.from, query.to].map(at => at.slice(0, 10)).join('-');
      const file = `usage-by-${query.groupBy}-${days}.csv`;
      save(data as unknown as Blob, file);
      return file;
    },
    onSuccess: file =>
      toasts.post({
        title: t('reports.csvDone', { file }),
        status: 'success',
        timeout: 5_000,
      }),
    onError: () =>
      toasts.post({ title: t('reports.csvFailed'), status: 'danger' }),
  });
}

function save(blob: Blob, file: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
