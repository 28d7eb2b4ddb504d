import type { Verdict } from '@callboard/backstage-plugin-reservations-common';
import type { TimeFormat } from '../hooks/useTimeFormat';
import type { Translate } from '../hooks/useTranslation';

/** What a rule says, and what it would allow. */
export interface VerdictWords {
  message: string;
  passes?: string;
}

type Facts = Readonly<Record<string, string | number>>;

interface Say {
  t: Translate;
  text: (fact: string) => string;
  number: (fact: string) => number;
  /** An instant. */
  at: (fact: string) => string;
  day: (fact: string) => string;
  /** Minutes. */
  length: () => string;
  /** An amount of the fact `unit`: hours, or money. */
  amount: (fact: string) => string;
}

/** In the language of the screen; what is not here is said as the server does. */
const WORDS: Record<string, (say: Say) => VerdictWords> = {
  too_long: say => ({
    message: say.t('verdict.too_long', titleAndLength(say)),
    passes: say.t('verdict.passes.atMost', { length: say.length() }),
  }),
  too_short: say => ({
    message: say.t('verdict.too_short', titleAndLength(say)),
    passes: say.t('verdict.passes.atLeast', { length: say.length() }),
  }),
  too_soon: say => ({
    message: say.t('verdict.too_soon', titleAndLength(say)),
    passes: say.t('verdict.passes.startFrom', { from: say.at('from') }),
  }),
  too_far_ahead: say => ({
    message: say.t('verdict.too_far_ahead', {
      title: say.text('title'),
      count: say.number('days'),
    }),
    passes: say.t('verdict.passes.startUntil', { until: say.at('until') }),
  }),
  resource_maintenance: say => outOfService(say, 'resource_maintenance'),
  resource_unavailable: say => outOfService(say, 'resource_unavailable'),
  resource_archived: say => ({
    ...outOfService(say, 'resource_archived'),
    passes: say.t('verdict.passes.otherResource'),
  }),
  maintenance_window: say => ({
    message: sentences(
      partOf(say),
      say.t('verdict.maintenance_window', {
        title: say.text('cause'),
        until: say.at('until'),
        what: say.text('what'),
      }),
    ),
  }),
  outside_opening_hours: say => ({
    message: sentences(
      say.t(
        say.text('rule') === 'edges'
          ? 'verdict.outside_opening_hours.edges'
          : 'verdict.outside_opening_hours.within',
        { title: say.text('title'), site: say.text('site') },
      ),
      nextDoor(say),
    ),
  }),
  approval_needed: say => ({
    message:
      say.number('minutes') > 0
        ? say.t('verdict.approval_needed.over', titleAndLength(say))
        : say.t('verdict.approval_needed', { title: say.text('title') }),
  }),
  approval_while_in_use: say => ({
    message: sentences(
      say.t('verdict.approval_needed', { title: say.text('title') }),
      say.t('verdict.approval_while_in_use'),
    ),
  }),
  no_time_to_approve: say => ({
    message: sentences(
      say.t('verdict.approval_needed', { title: say.text('title') }),
      say.t('verdict.no_time_to_approve'),
    ),
  }),
  too_many_no_shows: say => ({
    message: say.t('verdict.too_many_no_shows', {
      title: say.text('title'),
      n: say.text('count'),
      until: say.at('until'),
    }),
    passes: say.t('verdict.passes.waived', {
      site: say.text('site'),
      until: say.at('until'),
    }),
  }),
  access_ends: say => {
    const until = say.at('until');
    return {
      message: say.text('person')
        ? say.t('verdict.access_ends.of', { ...whose(say), until })
        : say.t('verdict.access_ends', { title: say.text('title'), until }),
      passes: say.t('verdict.passes.endUntil', { until }),
    };
  },
  outside_access: say => {
    const time = { from: say.at('from'), until: say.at('until') };
    return {
      message: say.text('person')
        ? say.t('verdict.outside_access.of', { ...whose(say), ...time })
        : say.t('verdict.outside_access', {
            title: say.text('title'),
            ...time,
          }),
      passes: say.t('verdict.passes.within', time),
    };
  },
  no_access: say => ({
    message: say.text('person')
      ? say.t('verdict.no_access.of', whose(say))
      : say.t('verdict.no_access', { title: say.text('title') }),
    passes: say.t('verdict.passes.access'),
  }),
  project_required: say => ({
    message: say.t('verdict.project_required', { title: say.text('title') }),
    passes: say.t('verdict.passes.ownProject'),
  }),
  project_unknown: say => ({
    message: say.t('verdict.project_unknown', { project: say.text('project') }),
    passes: say.t('verdict.passes.ownProject'),
  }),
  project_archived: say => ({
    message: say.t('verdict.project_archived', {
      project: say.text('project'),
    }),
    passes: say.t('verdict.passes.otherProject'),
  }),
  project_not_begun: say => ({
    message: say.t('verdict.project_not_begun', {
      project: say.text('project'),
      from: say.at('from'),
    }),
    passes: say.t('verdict.passes.startFrom', { from: say.at('from') }),
  }),
  project_ended: say => ({
    message: say.t('verdict.project_ended', {
      project: say.text('project'),
      until: say.at('until'),
    }),
    passes: say.t('verdict.passes.endUntil', { until: say.at('until') }),
  }),
  project_elsewhere: say => ({
    message: say.t('verdict.project_elsewhere', {
      project: say.text('project'),
      site: say.text('site'),
      title: say.text('title'),
      elsewhere: say.text('elsewhere'),
    }),
    passes: say.t('verdict.passes.onSite', { site: say.text('site') }),
  }),
  project_currency: say => ({
    message: say.t('verdict.project_currency', {
      project: say.text('project'),
      amount: say.amount('amount'),
      currency: say.text('currency'),
    }),
    passes: say.t('verdict.passes.inCurrency', { currency: say.text('unit') }),
  }),
  project_overdrawn: say => ({
    message: say.t('verdict.project_overdrawn', {
      project: say.text('project'),
      amount: say.amount('amount'),
      left: say.amount('left'),
      total: say.amount('total'),
    }),
    passes:
      say.number('left') > 0
        ? say.t('verdict.passes.atMost', { length: say.amount('left') })
        : say.t('verdict.passes.otherProject'),
  }),
  project_remaining: say => ({
    message: say.t('verdict.project_remaining', {
      left: say.amount('left'),
      total: say.amount('total'),
    }),
  }),
  quota_owner: overQuota,
  quota_group: overQuota,
  quota_project: overQuota,
  certification_undefined: say => ({
    message: say.t('verdict.certification_undefined', certified(say)),
    passes: say.t('verdict.passes.define', {
      site: say.text('site'),
      certification: say.text('certification'),
    }),
  }),
  certification_of_person: say => ({
    message: say.t('verdict.certification_of_person', certified(say)),
    passes: say.t('verdict.passes.certifiedPerson'),
  }),
  certification_expired: say => ({
    message: say.t(
      say.text('verb') === 'expired'
        ? 'verdict.certification_expired'
        : 'verdict.certification_expires',
      { ...certified(say), until: say.at('until') },
    ),
    passes: grantable(say),
  }),
  certification_not_begun: say => ({
    message: say.t('verdict.certification_not_begun', {
      ...certified(say),
      from: say.at('from'),
    }),
    passes: grantable(say),
  }),
  certification_revoked: say => ({
    message: say.t('verdict.certification_revoked', certified(say)),
    passes: grantable(say),
  }),
  certification_missing: say => ({
    message: say.t('verdict.certification_missing', certified(say)),
    passes: grantable(say),
  }),
};

/** A verdict in words: the screen's, or the server's where those are missing. */
export function verdictWords(
  { policy, code = '', facts, message, passes }: Verdict,
  { t, format }: { t: Translate; format: TimeFormat },
): VerdictWords {
  const known = facts && Object.hasOwn(WORDS, code) ? WORDS[code] : undefined;
  return known
    ? known(sayer(facts!, t, format))
    : {
        message: message ?? policy,
        passes: passes && withTimes(passes, format),
      };
}

const INSTANT = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;

/** Instants as people say them, where the server says them for programs. */
function withTimes(text: string, format: TimeFormat): string {
  return text.replace(INSTANT, instant => format.time(instant));
}

function sayer(facts: Facts, t: Translate, format: TimeFormat): Say {
  const text = (fact: string) => String(facts[fact] ?? '');
  const number = (fact: string) => Number(facts[fact] ?? 0);
  return {
    t,
    text,
    number,
    at: fact => format.time(text(fact)),
    day: fact => format.day(text(fact)),
    length: () => format.duration(number('minutes') * 60_000),
    amount: fact => sayAmount(number(fact), text('unit'), format.locale),
  };
}

/** `12.5 h`, `€12.50` */
function sayAmount(amount: number, unit: string, locale: string): string {
  return unit === 'h'
    ? `${new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(amount)} h`
    : new Intl.NumberFormat(locale, {
        style: 'currency',
        currency: unit,
      }).format(amount);
}

function titleAndLength(say: Say) {
  return { title: say.text('title'), length: say.length() };
}

function whose(say: Say) {
  return { title: say.text('title'), person: say.text('person') };
}

function certified(say: Say) {
  return {
    title: say.text('title'),
    certification: say.text('certification'),
    person: nameOf(say.text('person')),
  };
}

function grantable(say: Say): string {
  const certification = say.text('certification');
  const by = say.text('by').split(', ').filter(Boolean).map(nameOf).join(', ');
  return by
    ? say.t('verdict.passes.grantedBy', { certification, by })
    : say.t('verdict.passes.granted', { certification });
}

/** Of `user:default/researcher`, what people call them. */
function nameOf(ref: string): string {
  return ref.split('/').at(-1)!;
}

const PER = ['owner', 'group', 'project'] as const;
const OF = ['bookings', 'hours', 'units'] as const;
const IN = ['future', 'day', 'week', 'month'] as const;

function oneOf<T extends string>(all: readonly T[], text: string): T {
  return all.find(one => one === text) ?? all[0];
}

function overQuota(say: Say): VerdictWords {
  const period = oneOf(IN, say.text('in'));
  const of = oneOf(OF, say.text('of'));
  const amount = (fact: string) =>
    say.t(`verdict.quota.${of}`, { count: say.number(fact) });
  const that = say.t(`verdict.quota.in.${period}`, { from: say.day('day') });
  return {
    message: say.t('verdict.quota', {
      who: say.t(`verdict.quota.${oneOf(PER, say.text('per'))}`, {
        who: nameOf(say.text('who')),
      }),
      title: say.text('title'),
      when: period === 'future' ? '' : say.t(`verdict.quota.each.${period}`),
      that,
      amount: amount('amount'),
      used: amount('used'),
      wanted: amount('wanted'),
    }),
    passes:
      say.number('left') > 0
        ? say.t('verdict.passes.quota', { left: amount('left'), that })
        : say.t(`verdict.passes.quota.${period}`),
  };
}

function sentences(...all: string[]): string {
  return all.filter(Boolean).join(' ');
}

/** That it is what the resource is part of which is spoken of. */
function partOf(say: Say): string {
  const [title, cause] = [say.text('title'), say.text('cause')];
  return title === cause ? '' : say.t('verdict.partOf', { title, cause });
}

function outOfService(
  say: Say,
  code: 'resource_maintenance' | 'resource_unavailable' | 'resource_archived',
): VerdictWords {
  const cause = say.text('cause');
  const reason = say.text('reason').replace(/\.$/, '');
  return {
    message: sentences(
      partOf(say),
      say.t(`verdict.${code}`, { title: cause }),
      reason && say.t('verdict.reason', { reason }),
    ),
    passes: say.t('verdict.passes.onceActive', { cause }),
  };
}

function nextDoor(say: Say): string {
  if (say.text('closes')) {
    return say.t('verdict.closes', { at: say.at('closes') });
  }
  return say.text('opens')
    ? say.t('verdict.opens', { at: say.at('opens') })
    : say.t('verdict.closed');
}
