import { invalidField } from '@callboard/backend-openapi';
import type { AttributeNeed } from '@callboard/backstage-plugin-reservations-common';
import type { JsonObject, JsonValue } from '@backstage/types';
import type { ResourceFacts, ResourceTypeFacts } from '../Inventory';

type Kind = 'number' | 'text' | 'list' | 'yes-no' | 'anything';

/** What may be asked of each kind of attribute. */
const OPERATORS: Record<Kind, readonly AttributeNeed['op'][]> = {
  number: ['>=', '<=', '='],
  text: ['=', 'contains'],
  list: ['contains'],
  'yes-no': ['='],
  anything: ['>=', '<=', '=', 'contains'],
};

/** Throws a 400 naming the field for a need that the type knows nothing of. */
export function checkNeeds(
  needs: readonly AttributeNeed[],
  type: ResourceTypeFacts | undefined,
): void {
  if (needs.length > 0 && !type) {
    throw invalidField('attributes', 'are those of a type: name one');
  }
  needs.forEach((need, index) => checkNeed(need, type!, index));
}

function checkNeed(
  { name, op, value }: AttributeNeed,
  type: ResourceTypeFacts,
  index: number,
): void {
  const schema = propertyOf(type.attributesSchema, name);
  if (schema === undefined) {
    throw invalidField(
      `attributes/${index}/name`,
      `is no attribute of ${type.title}`,
    );
  }
  const kind = kindOf(schema);
  if (!OPERATORS[kind].includes(op)) {
    const allowed = OPERATORS[kind].join(', ');
    throw invalidField(
      `attributes/${index}/op`,
      `must be one of ${allowed} for ${name}`,
    );
  }
  if (!fits(value, kind, op)) {
    throw invalidField(
      `attributes/${index}/value`,
      op === '>=' || op === '<=' || kind === 'number'
        ? 'must be a number'
        : `must be of the kind that ${name} is`,
    );
  }
}

function propertyOf(schema: JsonObject, name: string): JsonValue | undefined {
  const { properties } = schema;
  return isObject(properties) && Object.hasOwn(properties, name)
    ? properties[name]
    : undefined;
}

function kindOf(schema: JsonValue): Kind {
  if (!isObject(schema)) {
    return 'anything';
  }
  switch (schema.type) {
    case 'integer':
    case 'number':
      return 'number';
    case 'string':
      return 'text';
    case 'array':
      return 'list';
    case 'boolean':
      return 'yes-no';
    default:
      return 'anything';
  }
}

function fits(
  value: AttributeNeed['value'],
  kind: Kind,
  op: AttributeNeed['op'],
): boolean {
  if (op === '>=' || op === '<=' || kind === 'number') {
    return typeof value === 'number';
  }
  if (kind === 'text') {
    return typeof value === 'string';
  }
  return kind === 'yes-no' ? typeof value === 'boolean' : true;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether the resource has what is needed; what it says nothing of it has not. */
export function meetsNeed(
  resource: ResourceFacts,
  { name, op, value }: AttributeNeed,
): boolean {
  const has = Object.hasOwn(resource.attributes, name)
    ? resource.attributes[name]
    : undefined;
  switch (op) {
    case '>=':
      return typeof has === 'number' && has >= Number(value);
    case '<=':
      return typeof has === 'number' && has <= Number(value);
    case '=':
      return has === value;
    default:
      return contains(has, value);
  }
}

function contains(
  has: JsonValue | undefined,
  value: AttributeNeed['value'],
): boolean {
  if (Array.isArray(has)) {
    return has.includes(value);
  }
  return (
    typeof has === 'string' &&
    has.toLocaleLowerCase('en').includes(String(value).toLocaleLowerCase('en'))
  );
}

/**
 * How much more a resource has than is needed, in parts of the need; 0 where it
 * is just that.
 */
export function surplusOf(
  resource: ResourceFacts,
  needs: readonly AttributeNeed[],
): number {
  return needs
    .filter(({ op }) => op === '>=')
    .reduce((sum, { name, value }) => {
      const wanted = Number(value);
      const more = Number(resource.attributes[name]) - wanted;
      return sum + more / Math.max(1, Math.abs(wanted));
    }, 0);
}
