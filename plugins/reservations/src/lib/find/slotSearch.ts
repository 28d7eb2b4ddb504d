import type {
  AttributeNeed,
  SlotSearch,
} from '@callboard/backstage-plugin-reservations-common';
import { type ParameterField, parameterFields } from '../parameterSchema';

/** What is looked for, as the address has it. */
export interface SlotQuery {
  type?: string;
  /** As typed, by the attribute's name. */
  needs: Record<string, string>;
  minutes: number;
  units: number;
  resources: number;
  /** In so many days, from now; undefined where `from` and `until` say when. */
  within?: number;
  /** ISO 8601 */
  from?: string;
  until?: string;
}

export const WITHIN_DAYS = [1, 7, 30] as const;
const DEFAULT_MINUTES = 120;
const DEFAULT_WITHIN = 7;
const DAY_MS = 86_400_000;
const NEED = 'need.';

export type NeedField = Extract<
  ParameterField,
  { kind: 'text' | 'number' | 'boolean' | 'choice' }
>;

/** A field for each attribute of a type that can be asked for. */
export function needFields(schema: unknown): NeedField[] {
  return parameterFields(schema).filter(
    (field): field is NeedField => field.kind !== 'json',
  );
}

function whole(text: string | null, otherwise: number, most: number): number {
  const value = Number(text);
  return Number.isInteger(value) && value >= 1 && value <= most
    ? value
    : otherwise;
}

export function readQuery(params: URLSearchParams): SlotQuery {
  const from = params.get('from') ?? undefined;
  const until = params.get('until') ?? undefined;
  const fixed = from !== undefined && until !== undefined;
  return {
    type: params.get('type') ?? undefined,
    needs: Object.fromEntries(
      [...params]
        .filter(([name, value]) => name.startsWith(NEED) && value !== '')
        .map(([name, value]) => [name.slice(NEED.length), value]),
    ),
    minutes: whole(params.get('for'), DEFAULT_MINUTES, 86_400),
    units: whole(params.get('each'), 1, 100_000),
    resources: whole(params.get('count'), 1, 20),
    within: fixed
      ? undefined
      : (WITHIN_DAYS.find(days => days === Number(params.get('within'))) ??
        DEFAULT_WITHIN),
    from: fixed ? from : undefined,
    until: fixed ? until : undefined,
  };
}

/** What changes in the address; what is as it is without saying is left out. */
export function queryParams(
  change: Partial<SlotQuery>,
  current: SlotQuery,
): Record<string, string | undefined> {
  const params: Record<string, string | undefined> = {};
  if ('type' in change) {
    params.type = change.type;
    // Needs are those of a type.
    for (const name of Object.keys(current.needs)) {
      params[NEED + name] = undefined;
    }
  }
  for (const [name, value] of Object.entries(change.needs ?? {})) {
    params[NEED + name] = value || undefined;
  }
  const count = (value: number | undefined, otherwise: number) =>
    value === otherwise ? undefined : String(value);
  if ('minutes' in change) params.for = count(change.minutes, DEFAULT_MINUTES);
  if ('units' in change) params.each = count(change.units, 1);
  if ('resources' in change) params.count = count(change.resources, 1);
  if ('within' in change) {
    params.within = count(change.within, DEFAULT_WITHIN);
    params.from = undefined;
    params.until = undefined;
  }
  if ('from' in change) params.from = change.from;
  if ('until' in change) params.until = change.until;
  return params;
}

/** The question for the server, at a moment; undefined where it makes no sense. */
export function searchOf(
  query: SlotQuery,
  fields: readonly NeedField[],
  options: { now: Date; siteRef?: string },
): SlotSearch | undefined {
  const { siteRef } = options;
  const now = Math.floor(options.now.getTime() / 60_000) * 60_000;
  const from = query.from ?? new Date(now).toISOString();
  const until =
    query.until ??
    new Date(now + (query.within ?? DEFAULT_WITHIN) * DAY_MS).toISOString();
  const room = Date.parse(until) - Date.parse(from);
  if (!(room >= query.minutes * 60_000) || room > 60 * DAY_MS) {
    return undefined;
  }
  const attributes = fields.flatMap(field => needOf(field, query.needs) ?? []);
  return {
    type: query.type,
    siteRefs: siteRef ? [siteRef] : undefined,
    attributes: query.type && attributes.length > 0 ? attributes : undefined,
    units: query.units > 1 ? query.units : undefined,
    resources: query.resources > 1 ? query.resources : undefined,
    minutes: query.minutes,
    from,
    until,
    limit: 20,
  };
}

/** Numbers are at least, choices just that, words anywhere in the text. */
function needOf(
  field: NeedField,
  needs: Record<string, string>,
): AttributeNeed | undefined {
  const typed = needs[field.name];
  if (typed === undefined) {
    return undefined;
  }
  const { name } = field;
  switch (field.kind) {
    case 'number': {
      const value = Number(typed);
      return Number.isFinite(value) ? { name, op: '>=', value } : undefined;
    }
    case 'boolean':
      return { name, op: '=', value: typed === 'true' };
    case 'choice':
      return { name, op: '=', value: typed };
    default:
      return { name, op: 'contains', value: typed };
  }
}
