import type { ReportPeriod, ReportResult } from '../domain/reports';

/** What a site's admins are told of a period, in English. */
export function reportMessage(
  site: { entityRef: string; title: string; timeZone: string },
  period: ReportPeriod,
  { totals }: Pick<ReportResult, 'totals'>,
): { title: string; description: string; link: string } {
  const { tally, use } = totals;
  const { noShow, cancelled, released } = tally.unused;
  const share =
    use.capacity > 0
      ? `${Math.round((use.used / use.capacity) * 100)} % used`
      : `${hours(tally.booked.time)} booked`;
  const costs = tally.costs.map(({ currency, amount }) =>
    new Intl.NumberFormat('en-GB', { style: 'currency', currency }).format(
      amount,
    ),
  );
  const facts = [
    `${hours(tally.booked.time)} in ${many(tally.booked.bookings, 'booking')}`,
    many(noShow.bookings, 'no-show'),
    `${cancelled.bookings} cancelled`,
    `${released.bookings} released early`,
    ...(costs.length > 0 ? [`cost ${costs.join(' + ')}`] : []),
  ];
  const query = new URLSearchParams({
    site: site.entityRef,
    tz: site.timeZone,
    range: 'own',
    from: period.firstDay,
    to: period.lastDay,
  });
  return {
    title: `${site.title}: ${share}, ${days(period)}`,
    description: facts.join(' · '),
    link: `/reservations/reports?${query}`,
  };
}

function hours(time: number): string {
  return `${new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 }).format(time / 3_600_000)} h`;
}

function many(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** `22 – 28 March 2027` */
function days({ firstDay, lastDay }: ReportPeriod): string {
  return new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).formatRange(
    new Date(`${firstDay}T00:00:00Z`),
    new Date(`${lastDay}T00:00:00Z`),
  );
}
