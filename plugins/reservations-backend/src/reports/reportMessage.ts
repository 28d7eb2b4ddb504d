import type { ReportPeriod, ReportResult } from '../domain/reports';
import type { Texts } from '../notifications/texts';

/** What a site's admins are told of a period. */
export function reportMessage(
  site: { entityRef: string; title: string; timeZone: string },
  period: ReportPeriod,
  { totals }: Pick<ReportResult, 'totals'>,
  { locale, report }: Texts,
): { title: string; description: string; link: string } {
  const { tally, use } = totals;
  const { noShow, cancelled, released } = tally.unused;
  const share =
    use.capacity > 0
      ? report.used(Math.round((use.used / use.capacity) * 100))
      : report.booked(hours(tally.booked.time, locale));
  const costs = tally.costs.map(({ currency, amount }) =>
    new Intl.NumberFormat(locale, { style: 'currency', currency }).format(
      amount,
    ),
  );
  const facts = [
    report.in(hours(tally.booked.time, locale), tally.booked.bookings),
    report.noShows(noShow.bookings),
    report.cancelled(cancelled.bookings),
    report.released(released.bookings),
    ...(costs.length > 0 ? [report.cost(costs.join(' + '))] : []),
  ];
  const query = new URLSearchParams({
    site: site.entityRef,
    tz: site.timeZone,
    range: 'own',
    from: period.firstDay,
    to: period.lastDay,
  });
  return {
    title: `${site.title}: ${share}, ${days(period, locale)}`,
    description: facts.join(' · '),
    link: `/reservations/reports?${query}`,
  };
}

function hours(time: number, locale: string): string {
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(time / 3_600_000)} h`;
}

/** `22 – 28 March 2027` */
function days({ firstDay, lastDay }: ReportPeriod, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).formatRange(
    new Date(`${firstDay}T00:00:00Z`),
    new Date(`${lastDay}T00:00:00Z`),
  );
}
