import type {
  Quota,
  QuotaUse,
  Verdict,
} from '@callboard/backstage-plugin-reservations-common';
import type { ResourceFacts } from '../Inventory';
import {
  type Interval,
  MINUTE_MS,
  overlaps,
  peakUnits,
  type Usage,
} from '../intervals';
import { quotasOf, subjectsOf, subjectKey } from '../quotas';
import { periodsOf } from '../siteCalendar';
import { sayDay, sayNumber, slotOf } from './say';
import type { Policy, PolicyFacts } from './types';

const HOUR_MS = 60 * MINUTE_MS;
const GRID_MS = 5 * MINUTE_MS;

/**
 * How much of a type one owner, each of their teams or a project may have: in a
 * day, week or month of the site's calendar, or from now on. It says what is
 * used also where it allows. What is under way or to come counts, and of what is
 * over, what was used of the period; a booking with several resources of the
 * type counts as one booking, and each of their units counts.
 */
export const quota: Policy = facts => {
  const { booker, resources, quotaUses } = facts;
  return booker && quotaUses
    ? quotasOf(resources).flatMap(({ resource, quota: rule }) =>
        subjectsOf(rule.per, booker).map(({ ref }) =>
          judge(rule, ref, resource, facts),
        ),
      )
    : [];
};

function judge(
  rule: Quota,
  ref: string,
  resource: ResourceFacts,
  facts: PolicyFacts,
): Verdict {
  const others =
    facts.quotaUses!.get(subjectKey(rule.per, ref, resource.type.id)) ?? [];
  const wanted = wantedUses(resource, facts);
  const measured = periodsFor(rule, resource, facts).map(period => ({
    period,
    used: measure(rule, others, period),
    total: measure(rule, [...others, ...wanted], period),
  }));
  const worst = measured.reduce((a, b) => (b.total > a.total ? b : a));
  const use: QuotaUse = {
    per: rule.per,
    ref,
    type: resource.type.name,
    of: rule.of,
    in: rule.in,
    period: rule.in === 'future' ? undefined : slotOf(worst.period),
    used: round(worst.used),
    wanted: round(worst.total - worst.used),
    amount: rule.amount,
  };
  const verdict = { policy: 'quota', resourceRef: resource.entityRef, use };
  // Hours add up from milliseconds: a second more or less is none.
  return worst.total <= rule.amount + 1 / 3600
    ? { ...verdict, result: 'allow' }
    : {
        ...verdict,
        result: 'deny',
        code: `quota_${rule.per}`,
        ...explain(rule, use, resource, worst, measured.length, facts),
      };
}

/** What this booking and those before it in the same request take of the type. */
function wantedUses(
  { type }: ResourceFacts,
  { resources, units, time, alongside = [] }: PolicyFacts,
): Usage[] {
  const own = resources
    .filter(one => one.type.id === type.id)
    .map(one => units?.get(one.id) ?? 1);
  return [
    ...alongside.flatMap(other => {
      const same = other.resources.filter(
        one => one.resource.type.id === type.id,
      );
      return same.length === 0
        ? []
        : [{ ...other.time, units: sum(same.map(one => one.units)) }];
    }),
    { ...time, units: sum(own) },
  ];
}

function periodsFor(
  rule: Quota,
  { site }: ResourceFacts,
  { time, now }: PolicyFacts,
): Interval[] {
  return rule.in === 'future'
    ? [{ start: now, end: Infinity }]
    : periodsOf(time, rule.in, site.timeZone);
}

function measure(
  { of }: Quota,
  uses: readonly Usage[],
  period: Interval,
): number {
  const within = uses.filter(use => overlaps(use, period));
  if (of === 'bookings') {
    return within.length;
  }
  return of === 'units'
    ? peakUnits(within, period)
    : sum(
        within.map(
          ({ start, end, units }) =>
            ((Math.min(end, period.end) - Math.max(start, period.start)) /
              HOUR_MS) *
            units,
        ),
      );
}

const AMOUNTS = {
  bookings: (n: number) => (n === 1 ? 'booking' : 'bookings'),
  hours: () => 'h',
  units: (n: number) => (n === 1 ? 'unit at a time' : 'units at a time'),
};

const OTHERWISE = {
  future: 'A booking once another one is over',
  day: 'Another day',
  week: 'Another week',
  month: 'Another month',
};

function explain(
  rule: Quota,
  use: QuotaUse,
  resource: ResourceFacts,
  { period }: { period: Interval },
  periods: number,
  { time, resources, units, alongside = [] }: PolicyFacts,
): Pick<Verdict, 'message' | 'passes' | 'slot' | 'facts'> {
  const { type, site } = resource;
  const say = (n: number) => `${sayNumber(n)} ${AMOUNTS[rule.of](n)}`;
  const each = {
    owner: 'Everybody',
    group: `The people of ${use.ref.split('/').at(-1)} together`,
    project: `Project ${use.ref}`,
  }[rule.per];
  const day = sayDay(period.start, site);
  const when = {
    future: '',
    day: ' a day',
    week: ' a week',
    month: ' a month',
  }[rule.in];
  const that = {
    future: 'ahead',
    day: `on ${day}`,
    week: `in the week of ${day}`,
    month: `in the month from ${day}`,
  }[rule.in];
  const left = Math.max(0, rule.amount - use.used);
  const own = sum(
    resources
      .filter(one => one.type.id === type.id)
      .map(one => units?.get(one.id) ?? 1),
  );
  const lengthMs = Math.floor(((left / own) * HOUR_MS) / GRID_MS) * GRID_MS;
  const mayShorten =
    rule.of === 'hours' &&
    lengthMs > 0 &&
    periods === 1 &&
    alongside.length === 0;
  return {
    message: `${each} may have ${say(rule.amount)} of ${type.title}${when}: ${say(use.used)} booked ${that}, and this takes ${say(use.wanted)} more.`,
    passes: left > 0 ? `At most ${say(left)} ${that}` : OTHERWISE[rule.in],
    facts: {
      ...{ title: type.title, per: rule.per, of: rule.of, in: rule.in },
      ...{ who: use.ref, amount: rule.amount, left: round(left) },
      ...{ used: use.used, wanted: use.wanted },
      // Noon, so that it is the same day where it is read.
      day: new Date(period.start + 12 * HOUR_MS).toISOString(),
    },
    ...(mayShorten
      ? { slot: slotOf({ start: time.start, end: time.start + lengthMs }) }
      : {}),
  };
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}

function round(amount: number): number {
  return Math.round(amount * 1000) / 1000;
}
