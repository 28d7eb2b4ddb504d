import type { Verdict } from '@callboard/backstage-plugin-reservations-common';
import type { ResourceFacts } from '../Inventory';
import type { Interval } from '../intervals';
import { timeFormat } from '../timeFormat';
import type { PartyAccess, Policy } from './types';
import { allowUnless } from './verdicts';

/**
 * All of the time within somebody's access. Who has a resource only through an
 * access grant has it from its beginning to its end; others have it always.
 */
export const accessGrant: Policy = ({ resources, time, parties = [] }) => {
  const limited = parties.flatMap(party =>
    resources.flatMap(resource => {
      const times = party.times(resource);
      return times === 'always' ? [] : [{ party, resource, times }];
    }),
  );
  return limited.length === 0
    ? []
    : allowUnless(
        'access-grant',
        limited
          .filter(({ times }) => !isWithin(time, times))
          .map(({ party, resource, times }) =>
            denial(party, resource, times, time),
          ),
      );
};

function isWithin(time: Interval, times: Interval[]): boolean {
  return times.some(({ start, end }) => start <= time.start && time.end <= end);
}

function denial(
  { name }: PartyAccess,
  resource: ResourceFacts,
  times: Interval[],
  time: Interval,
): Verdict {
  const { title, entityRef } = resource;
  const verdict = {
    policy: 'access-grant',
    result: 'deny' as const,
    resourceRef: entityRef,
  };
  const facts = { title, person: name ?? '' };
  const whose = name === undefined ? 'Your' : `${name}’s`;
  const current = times.find(
    one => one.start <= time.start && time.start < one.end,
  );
  if (current) {
    return {
      ...verdict,
      code: 'access_ends',
      message: `${whose} access to ${title} ends on ${say(current.end, resource)}.`,
      passes: `An end until ${new Date(current.end).toISOString()}`,
      facts: { ...facts, until: new Date(current.end).toISOString() },
    };
  }
  const other = times.find(one => one.end > time.start) ?? times.at(-1);
  if (other) {
    const start = new Date(other.start).toISOString();
    const end = new Date(other.end).toISOString();
    return {
      ...verdict,
      code: 'outside_access',
      message: `${whose} access to ${title} is from ${say(other.start, resource)} until ${say(other.end, resource)}.`,
      passes: `A time from ${start} until ${end}`,
      facts: { ...facts, from: start, until: end },
    };
  }
  return {
    ...verdict,
    code: 'no_access',
    message:
      name === undefined
        ? `You have no access to ${title}.`
        : `${name} has no access to ${title}, so it cannot be booked for them.`,
    passes: 'Membership of its site, or an access grant',
    facts,
  };
}

function say(instant: number, { site }: ResourceFacts): string {
  return timeFormat('en-GB', {
    timeZone: site.timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(instant);
}
