import type { DatabaseName } from './environment/databases';
import type { Facts } from './invariants';
import { groupBy } from './invariants/groupBy';

export interface RunReport {
  database: DatabaseName;
  kills: number;
  seed: number;
  seconds: number;
  /** How often the backend died of what. */
  deaths: Record<string, number>;
  counts: Record<string, number>;
  /** What does not hold, by invariant. */
  violations: Record<string, string[]>;
}

export function summarize(
  run: Omit<RunReport, 'counts'> & { facts: Facts },
): RunReport {
  const { database, kills, seed, seconds, deaths, violations, facts } = run;
  const { journal, bookings, events, deliveries, attempts, received } = facts;
  const asked = [...journal.wishes, ...journal.changes];
  const requests = groupBy(received, ({ deliveryId }) => deliveryId);
  const having = <T extends { outcome?: string; status?: unknown }>(
    items: T[],
    key: 'outcome' | 'status',
    value: string,
  ) => items.filter(item => item[key] === value).length;
  return {
    database,
    kills,
    seed,
    seconds,
    deaths,
    counts: {
      'requests of people': asked.length,
      'of these acknowledged': having(asked, 'outcome', 'acknowledged'),
      'of these refused': having(asked, 'outcome', 'refused'),
      'of these never answered': having(asked, 'outcome', 'unknown'),
      bookings: bookings.length,
      events: events.length,
      deliveries: deliveries.length,
      'of these delivered': having(deliveries, 'status', 'delivered'),
      'of these dead': having(deliveries, 'status', 'dead'),
      attempts: attempts.length,
      'of these interrupted': having(attempts, 'outcome', 'interrupted'),
      'requests received': received.length,
      'deliveries received more than once': [...requests.values()].filter(
        some => some.length > 1,
      ).length,
    },
    violations,
  };
}

export function isSound({ violations }: RunReport): boolean {
  return Object.values(violations).every(some => some.length === 0);
}

const MOST_SHOWN = 10;

export function formatReport(report: RunReport): string {
  const { database, kills, seed, seconds, deaths, counts } = report;
  const table = (rows: Record<string, number>) =>
    Object.entries(rows).map(
      ([what, n]) => `${String(n).padStart(8)}  ${what}`,
    );
  const held = Object.entries(report.violations).flatMap(([name, some]) => [
    `${some.length === 0 ? '      ok' : ' BROKEN '}  ${name}`,
    ...some.slice(0, MOST_SHOWN).map(what => `            ${what}`),
    ...(some.length > MOST_SHOWN
      ? [`            and ${some.length - MOST_SHOWN} more`]
      : []),
  ]);
  return [
    `${database}: ${kills} kills with seed ${seed} in ${seconds} s`,
    'Killed',
    ...table(deaths),
    'Then there were',
    ...table(counts),
    'And',
    ...held,
  ].join('\n');
}
