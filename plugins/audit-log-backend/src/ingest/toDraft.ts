import type { JsonObject } from '@backstage/types';
import type {
  IngestedEvent,
  NewAccess,
  Refs,
  Subject,
} from '@callboard/backstage-plugin-audit-log-common';
import { asRef, type Draft } from '../chain';
import { cut } from './cut';

const LONGEST_NAME = 1_000;
const MOST_REFS = 2_000;
const NOBODY = 'system:unknown';
/** What Date can hold and a database can sort; else the time is not known. */
const EARLIEST = Date.parse('1970-01-01T00:00:00Z');
const LATEST = Date.parse('2200-01-01T00:00:00Z');

const PARTS = ['before', 'after', 'data', 'request'] as const;

/** What an event has under other names than its aggregate. */
const THINGS: Record<string, string[]> = {
  type: ['resourceType'],
  waitlist: ['entry'],
  'certification-holding': ['holding'],
};

/** A domain event as an entry. Never fails: what is strange is kept or cut. */
export function eventToDraft(event: IngestedEvent, plugin: string): Draft {
  const { data } = event as { data: JsonObject };
  const [kind, id] = split(event.aggregate);
  const thing = thingOf(kind, id, data);
  const before = asObject(data.before);
  const rest = Object.fromEntries(
    Object.entries(data).filter(
      ([key]) => key !== thing?.key && !(key === 'before' && before),
    ),
  );
  const refs = event.refs as Refs;
  return tidy({
    id: event.id.toLowerCase(),
    at: instant(event.occurredAt),
    plugin,
    kind: 'event',
    action: event.type,
    outcome: 'succeeded',
    actor: event.actor,
    subject: subjectOf(kind, id, thing?.value ?? before, refs),
    siteRefs: [refs.site ?? []].flat(),
    refs,
    correlationId: event.correlationId,
    before,
    after: thing?.value,
    data: rest,
  });
}

/** An access as an entry. */
export function accessToDraft(access: NewAccess, plugin: string): Draft {
  const { id, at, siteRefs, refs, data, ...rest } = access;
  return tidy({
    ...(rest as Omit<Draft, 'id' | 'plugin' | 'kind' | 'siteRefs' | 'refs'>),
    id: id.toLowerCase(),
    at: instant(at),
    plugin,
    kind: 'access',
    siteRefs: siteRefs ?? [refs?.site ?? []].flat(),
    refs: refs ?? {},
    data: (data ?? {}) as JsonObject,
  });
}

function tidy(draft: Draft): Draft {
  const cuts: string[] = [];
  const parts: Partial<Draft> = {};
  for (const part of PARTS) {
    const whole = draft[part];
    if (whole !== undefined) {
      const { value, was } = cut(whole);
      parts[part] = value;
      if (was !== undefined) {
        cuts.push(`${part} (${was})`);
      }
    }
  }
  const refs = tidyRefs(draft.refs);
  const siteRefs = [...new Set(draft.siteRefs.map(asRef))];
  if (refs.cut || siteRefs.length > MOST_REFS) {
    cuts.push('refs');
  }
  return {
    ...draft,
    ...parts,
    action: name(draft.action) || 'unknown',
    actor: name(draft.actor).trim() || NOBODY,
    subject: draft.subject && tidySubject(draft.subject),
    siteRefs: siteRefs.slice(0, MOST_REFS).map(name),
    refs: refs.value,
    correlationId: draft.correlationId && name(draft.correlationId),
    cut: cuts.length > 0 ? cuts : undefined,
  };
}

function tidyRefs(refs: Refs): { value: Refs; cut: boolean } {
  let total = 0;
  let wasCut = false;
  const entries = Object.entries(refs).map(([key, value]) => {
    const list = [value].flat();
    const kept = list.slice(0, Math.max(0, MOST_REFS - total));
    total += kept.length;
    wasCut ||= kept.length < list.length;
    const named = kept.map(name);
    return [name(key), Array.isArray(value) ? named : (named[0] ?? '')];
  });
  return { value: Object.fromEntries(entries), cut: wasCut };
}

function tidySubject(subject: Subject): Subject {
  const of = (part: string | undefined) => part && name(part);
  return {
    kind: name(subject.kind) || 'unknown',
    id: of(subject.id),
    ref: of(subject.ref),
    title: of(subject.title),
  };
}

function subjectOf(
  kind: string,
  id: string | undefined,
  thing: JsonObject | undefined,
  refs: Refs,
): Subject {
  const ref = text(thing?.entityRef) ?? text(refs[kind]);
  return {
    kind,
    id,
    ref: ref?.includes('/') ? ref : entityOf(kind, id),
    title: text(thing?.title) ?? text(thing?.name),
  };
}

/** An aggregate that is itself an entity: a person, a group. */
function entityOf(kind: string, id: string | undefined): string | undefined {
  return id?.includes('/') ? `${kind}:${id}` : undefined;
}

function thingOf(
  kind: string,
  id: string | undefined,
  data: JsonObject,
): { key: string; value: JsonObject } | undefined {
  const named = [kind, ...(THINGS[kind] ?? [])];
  const key =
    named.find(one => asObject(data[one])) ??
    Object.keys(data).find(
      one => one !== 'before' && id && asObject(data[one])?.id === id,
    );
  const value = key === undefined ? undefined : asObject(data[key]);
  return key !== undefined && value ? { key, value } : undefined;
}

function split(aggregate: string): [string, string | undefined] {
  const at = aggregate.indexOf(':');
  return at < 1
    ? [aggregate || 'unknown', undefined]
    : [aggregate.slice(0, at), aggregate.slice(at + 1)];
}

function instant(value: string): number | undefined {
  const at = Date.parse(value);
  return at >= EARLIEST && at < LATEST ? at : undefined;
}

function asObject(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function name(value: string): string {
  return value.length <= LONGEST_NAME
    ? value
    : `${value.slice(0, LONGEST_NAME)}…`;
}
