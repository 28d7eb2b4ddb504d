import type {
  AttributeNeed,
  Verdict,
} from '@callboard/backstage-plugin-reservations-common';
import { nearestStarts, startIntervals } from '../availability';
import type { HeldClaim } from '../claims';
import type { Inventory, ResourceFacts } from '../Inventory';
import { DAY_MS, type Interval, MINUTE_MS } from '../intervals';
import type { PartyAccess } from '../policies';
import { fromLocal, toLocal } from '../recurrence';
import { surplusOf } from './attributeNeeds';
import { SlotJudge } from './SlotJudge';

/*
 * Finding slots.
 *
 * For each resource that would do, the intervals in which a slot may begin are
 * computed once from its claims (`startIntervals`: hierarchy, buffers, units,
 * access, hours). A slot is offered at the beginning of each such interval: it
 * is the earliest there, and leaves what is free in one piece. All these
 * beginnings are put in order, by time and then by fit, and policies are asked
 * only along that order until enough have passed; so a search asks them about a
 * handful of slots, not about every gap of a thousand resources.
 *
 * Several resources at once begin where at least so many of one site may begin.
 * Of those the best fitting are taken; the next slot offered on that site is one
 * after it, not the same hours with one other machine.
 *
 * The work is bounded: window and limit by the interface, and the questions to
 * policies by `SlotJudge`.
 */

/** What is looked for, on resources that would do. */
export interface SlotQuestion {
  /** Meet the needs, have the units, and may be booked by who asks. */
  candidates: ResourceFacts[];
  needs: readonly AttributeNeed[];
  units: number;
  /** How many at once. */
  count: number;
  /** Also on the days after, where there is time; with one at once. */
  daily?: boolean;
  lengthMs: number;
  /** The slot lies in it. */
  window: Interval;
  limit: number;
  now: number;
  parties: PartyAccess[];
}

export interface SlotFound extends Interval {
  resources: ResourceFacts[];
  verdict: 'allow' | 'approve';
}

export interface SlotsFound {
  slots: SlotFound[];
  /** What policies said where they said no, the first of each resource. */
  denials: Verdict[];
}

/** The claims that matter to a resource, by resource id. */
export type ClaimsById = ReadonlyMap<string, HeldClaim[]>;

interface Candidate {
  resource: ResourceFacts;
  surplus: number;
  size: number;
  spare: number;
}

/** A time at which a candidate may begin. */
interface Opening {
  candidate: Candidate;
  start: number;
  /** The last start of the same interval. */
  last: number;
}

export function findSlots(
  question: SlotQuestion,
  claims: ClaimsById,
  inventory: Inventory,
): SlotsFound {
  const openings = question.candidates
    .map(resource => rate(resource, question, inventory))
    .flatMap(candidate => openingsOf(candidate, question, claims, inventory))
    .sort(byStartThenFit);
  const judge = SlotJudge.create(question, inventory);
  const slots =
    question.count === 1
      ? takeOne(openings, question, judge)
      : takeSeveral(openings, question, judge, inventory);
  return { slots, denials: judge.denials() };
}

function rate(
  resource: ResourceFacts,
  { needs, units }: SlotQuestion,
  inventory: Inventory,
): Candidate {
  return {
    resource,
    surplus: surplusOf(resource, needs),
    size: inventory.descendants(resource).length,
    spare: (resource.capacity ?? 1) - units,
  };
}

function openingsOf(
  candidate: Candidate,
  question: SlotQuestion,
  claims: ClaimsById,
  inventory: Inventory,
): Opening[] {
  const { resource } = candidate;
  const { lengthMs, window, now, units, parties } = question;
  const notice = (resource.policies.noticeMinutes ?? 0) * MINUTE_MS;
  const own = [resource, ...inventory.ancestors(resource)].flatMap(
    one => claims.get(one.id) ?? [],
  );
  return startIntervals(
    {
      resources: [{ resource, units }],
      lengthMs,
      window: { start: window.start, end: window.end - lengthMs + 1 },
      now: now + notice,
      parties,
    },
    own,
    inventory,
  ).flatMap(interval =>
    startsIn(interval, question, resource.site.timeZone).map(start => ({
      candidate,
      start,
      last: interval.end - 1,
    })),
  );
}

/** Where slots begin that may begin at any time of `interval`. */
function startsIn(
  interval: Interval,
  { daily }: SlotQuestion,
  timeZone: string,
): number[] {
  const first = firstStart(interval);
  if (!daily) {
    return [first];
  }
  const days = Math.floor((interval.end - first) / DAY_MS) + 2;
  const local = toLocal(first, timeZone);
  return Array.from({ length: days }, (_, day) =>
    day === 0 ? first : fromLocal(local + day * DAY_MS, timeZone).at,
  ).filter(start => start < interval.end);
}

/** At a time of day as people give it, where there is one. */
function firstStart(interval: Interval): number {
  return nearestStarts([interval], interval.start - 1, 1)[0];
}

/** Node 2 before node 10. */
const collator = new Intl.Collator('en', { numeric: true });

/** The earliest, the smallest that suffices, what leaves the least over. */
function byStartThenFit(a: Opening, b: Opening): number {
  return a.start - b.start || byFit(a, b);
}

function byFit(a: Opening, b: Opening): number {
  return (
    a.candidate.surplus - b.candidate.surplus ||
    a.candidate.size - b.candidate.size ||
    a.candidate.spare - b.candidate.spare ||
    a.last - a.start - (b.last - b.start) ||
    collator.compare(a.candidate.resource.title, b.candidate.resource.title) ||
    collator.compare(a.candidate.resource.id, b.candidate.resource.id)
  );
}

function takeOne(
  openings: Opening[],
  { limit, lengthMs }: SlotQuestion,
  judge: SlotJudge,
): SlotFound[] {
  const slots: SlotFound[] = [];
  for (const { candidate, start } of openings) {
    if (slots.length === limit || judge.exhausted) {
      break;
    }
    const resources = [candidate.resource];
    const time = { start, end: start + lengthMs };
    const verdict = judge.ask(resources, time);
    if (verdict !== 'deny') {
      slots.push({ ...time, resources, verdict });
    }
  }
  return slots;
}

function takeSeveral(
  openings: Opening[],
  question: SlotQuestion,
  judge: SlotJudge,
  inventory: Inventory,
): SlotFound[] {
  const bySite = Map.groupBy(
    openings,
    ({ candidate }) => candidate.resource.site.id,
  );
  return [...bySite.values()]
    .flatMap(ofSite => takeOnSite(ofSite, question, judge, inventory))
    .sort((a, b) => a.start - b.start)
    .slice(0, question.limit);
}

function takeOnSite(
  openings: Opening[],
  { count, limit, lengthMs }: SlotQuestion,
  judge: SlotJudge,
  inventory: Inventory,
): SlotFound[] {
  const slots: SlotFound[] = [];
  let open: Opening[] = [];
  let notBefore = -Infinity;
  for (const [index, opening] of openings.entries()) {
    open.push(opening);
    const { start } = opening;
    if (start === openings[index + 1]?.start || start < notBefore) {
      continue;
    }
    open = open.filter(({ last }) => last >= start);
    if (open.length < count || slots.length === limit || judge.exhausted) {
      continue;
    }
    const time = { start, end: start + lengthMs };
    const found = takeBest(open, time, count, judge, inventory);
    if (found) {
      slots.push(found);
      notBefore = time.end;
    }
  }
  return slots;
}

/** The best fitting that are allowed, no two of them parts of one another. */
function takeBest(
  open: Opening[],
  time: Interval,
  count: number,
  judge: SlotJudge,
  inventory: Inventory,
): SlotFound | undefined {
  const taken: ResourceFacts[] = [];
  let approve = false;
  for (const { candidate } of [...open].sort(byFit)) {
    const { resource } = candidate;
    if (judge.exhausted || isRelated(resource, taken, inventory)) {
      continue;
    }
    const verdict = judge.ask([resource], time);
    if (verdict !== 'deny') {
      taken.push(resource);
      approve ||= verdict === 'approve';
    }
    if (taken.length === count) {
      return judge.ask(taken, time) === 'deny'
        ? undefined
        : {
            ...time,
            resources: taken,
            verdict: approve ? 'approve' : 'allow',
          };
    }
  }
  return undefined;
}

function isRelated(
  resource: ResourceFacts,
  others: ResourceFacts[],
  inventory: Inventory,
): boolean {
  const above = inventory.ancestors(resource);
  return others.some(
    other =>
      other === resource ||
      above.includes(other) ||
      inventory.ancestors(other).includes(resource),
  );
}
