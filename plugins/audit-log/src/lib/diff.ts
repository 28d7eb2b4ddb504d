/**
 * What differs between a thing before and after, field by field.
 *
 * Objects are walked to their leaves, so that one changed minute of a policy is
 * one line and not two blocks of JSON. A list of plain values is one field (the
 * reader wants to see who came and who went, not that position 3 is now
 * somebody else); a list of objects is taken for an object whose keys are what
 * the members are called, else their place.
 */
export type Json =
  string | number | boolean | null | Json[] | { [key: string]: Json };

export interface FieldChange {
  /** From the outside in: `['policyDefaults', 'maxMinutes']`. */
  path: string[];
  /** `added`: only after; `removed`: only before. */
  kind: 'added' | 'removed' | 'changed';
  before?: Json;
  after?: Json;
}

type JsonObject = { [key: string]: Json };
type Side = unknown;

/** What every change changes. */
const BOOKKEEPING = new Set(['version', 'updatedAt']);

/** By what the members of a list are told apart, first of these that all have. */
const IDENTITIES = ['entityRef', 'ref', 'id', 'name', 'day'];

/**
 * All fields of what was created or deleted; of a change those that differ. What
 * was before may be only the part that changed: without the id that it has after.
 */
export function diffOf(before: Side, after: Side): FieldChange[] {
  const changes = walk([], asJson(before), asJson(after));
  if (!isObject(asJson(before)) || !isObject(asJson(after))) return changes;
  const isPart = 'id' in (after as JsonObject) && !('id' in (before as object));
  return changes.filter(
    ({ path: [field] }) =>
      !BOOKKEEPING.has(field) && (!isPart || field in (before as object)),
  );
}

function asJson(side: Side): Json | undefined {
  return side as Json | undefined;
}

function walk(
  path: string[],
  before: Json | undefined,
  after: Json | undefined,
): FieldChange[] {
  const from = branchOf(before);
  const to = branchOf(after);
  if ((from || to) && (from || isNothing(before)) && (to || isNothing(after))) {
    const keys = new Set([
      ...Object.keys(from ?? {}),
      ...Object.keys(to ?? {}),
    ]);
    return [...keys].flatMap(key =>
      walk([...path, key], from?.[key], to?.[key]),
    );
  }
  if (isNothing(before) && isNothing(after)) return [];
  if (isNothing(before)) return [{ path, kind: 'added', after }];
  if (isNothing(after)) return [{ path, kind: 'removed', before }];
  return JSON.stringify(before) === JSON.stringify(after)
    ? []
    : [{ path, kind: 'changed', before, after }];
}

/** What has fields of its own. */
function branchOf(value: Json | undefined): JsonObject | undefined {
  if (Array.isArray(value)) {
    return value.length > 0 && value.every(isObject)
      ? keyed(value as JsonObject[])
      : undefined;
  }
  return isObject(value) ? value : undefined;
}

function keyed(members: JsonObject[]): JsonObject {
  const identity = IDENTITIES.find(
    name =>
      new Set(members.map(member => member[name])).size === members.length &&
      members.every(member => typeof member[name] === 'string'),
  );
  return Object.fromEntries(
    members.map((member, index) => [
      identity ? String(member[identity]) : String(index + 1),
      member,
    ]),
  );
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Absent, or as good as: an empty text, list or object says nothing. */
function isNothing(value: Json | undefined): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    (typeof value === 'object' && Object.keys(value).length === 0)
  );
}

/** Which members of a list of plain values came, went and stayed. */
export function compareLists(before: Json[], after: Json[]) {
  const has = (list: Json[], member: Json) =>
    list.some(other => JSON.stringify(other) === JSON.stringify(member));
  return {
    removed: before.filter(member => !has(after, member)),
    added: after.filter(member => !has(before, member)),
    kept: after.filter(member => has(before, member)),
  };
}
