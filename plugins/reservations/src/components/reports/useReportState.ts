import { useNow, useSetSearchParams } from '@callboard/frontend-kit';
import type { UsageReport } from '@callboard/backstage-plugin-reservations-common';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useSite } from '../../hooks/useSite';
import { useTimeZone } from '../../hooks/useTimeZone';
import type { ReportQuery } from '../../hooks/useUsageReport';
import {
  ownWindow,
  REPORT_RANGES,
  type ReportRange,
  reportWindow,
} from '../../lib/reportWindow';

export type GroupBy = UsageReport['groupBy'];
export const GROUPINGS: GroupBy[] = [
  'resource',
  'type',
  'site',
  'group',
  'owner',
  'project',
];
export const OWN = 'own';
const HOUR_MS = 3_600_000;

/** What the report is about, kept in the address. */
export function useReportState() {
  const [params] = useSearchParams();
  const setParams = useSetSearchParams();
  const { zone } = useTimeZone();
  const { siteRef } = useSite();
  const hour = Math.floor(useNow().getTime() / HOUR_MS);

  const own = { from: params.get('from') ?? '', to: params.get('to') ?? '' };
  const asked = params.get('range');
  const range: ReportRange | typeof OWN =
    asked === OWN
      ? OWN
      : (REPORT_RANGES.find(name => name === asked) ?? 'days30');
  const groupBy = GROUPINGS.find(name => name === params.get('by'));
  const hours = params.get('hours') === 'open' ? 'open' : 'all';
  const type = params.get('type') ?? undefined;
  const resource = params.get('resource') ?? undefined;

  const window = useMemo(
    () =>
      range === OWN
        ? ownWindow({ from: own.from, to: own.to }, zone)
        : reportWindow(range, zone, new Date(hour * HOUR_MS)),
    [range, own.from, own.to, zone, hour],
  );
  const query = useMemo(
    (): ReportQuery | undefined =>
      window && {
        ...window,
        zone,
        groupBy: groupBy ?? 'resource',
        hours,
        site: siteRef ? [siteRef] : undefined,
        type: type ? [type] : undefined,
        resource: resource ? [resource] : undefined,
      },
    [window, zone, groupBy, hours, siteRef, type, resource],
  );
  return {
    query,
    range,
    own,
    groupBy: groupBy ?? 'resource',
    hours,
    type,
    resource,
    zone,
    change: setParams,
  } as const;
}

export type ReportState = ReturnType<typeof useReportState>;
