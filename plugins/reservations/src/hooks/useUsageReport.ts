import type { UsageReport } from '@callboard/backstage-plugin-reservations-common';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { queryKeys } from '../api/queryKeys';
import { useReservationsClient } from './useReservationsClient';

/** What a report is about, as the API takes it. */
export interface ReportQuery {
  from: string;
  to: string;
  zone: string;
  groupBy: UsageReport['groupBy'];
  hours: UsageReport['hours'];
  site?: string[];
  type?: string[];
  resource?: string[];
}

/** The report; the one before it while the next is made. */
export function useUsageReport(query: ReportQuery | undefined) {
  const client = useReservationsClient();
  return useQuery({
    queryKey: [...queryKeys.bookings, 'usage-report', query],
    enabled: query !== undefined,
    staleTime: 60_000,
    refetchInterval: false,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const { data } = await client.GET('/reports/usage', {
        params: { query: query! },
        signal,
      });
      return data as UsageReport;
    },
  });
}
