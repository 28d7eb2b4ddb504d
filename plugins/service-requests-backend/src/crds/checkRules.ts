import type { FieldError } from '@callboard/backstage-plugin-service-requests-common';
import { Environment, type ParseResult } from '@marcbachmann/cel-js';
import { toCel } from '../render/cel';
import type { StructuralSchema, ValidationRule } from './types';

/*
 * `x-kubernetes-validations` of an object that is new: transition rules (those
 * that ask for `oldSelf`) do not speak yet. Kubernetes' own functions are here
 * as far as definitions use them; a rule that asks for another one, or that
 * cannot be evaluated, is an error and says so, since nobody could tell whether
 * the API server would take the object.
 */

const environment = new Environment({
  unlistedVariablesAreDyn: true,
  homogeneousAggregateLiterals: false,
  enableOptionalTypes: true,
})
  .registerFunction(
    'string.find(string): string',
    (text: string, re: string) => text.match(new RegExp(re, 'u'))?.[0] ?? '',
  )
  .registerFunction(
    'string.findAll(string): list',
    (text: string, re: string) => text.match(new RegExp(re, 'gu')) ?? [],
  )
  .registerFunction('list.isSorted(): bool', (list: (string | bigint)[]) =>
    list.every((item, index) => index === 0 || list[index - 1] <= item),
  )
  .registerFunction('isURL(string): bool', (text: string) =>
    URL.canParse(text),
  );

const parsed = new Map<string, ParseResult>();

/** What in `value` breaks a rule of its schema, or of a part of it. */
export function checkRules(
  schema: StructuralSchema,
  value: unknown,
  path: string,
): FieldError[] {
  const own = (schema['x-kubernetes-validations'] ?? [])
    .filter(rule => !/\boldSelf\b/.test(rule.rule))
    .flatMap(rule => checkRule(rule, schema, value, path));
  return [...own, ...checkInner(schema, value, path)];
}

function checkInner(
  schema: StructuralSchema,
  value: unknown,
  path: string,
): FieldError[] {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items
      ? value.flatMap((item, index) =>
          checkRules(items, item, `${path}[${index}]`),
        )
      : [];
  }
  if (value === null || typeof value !== 'object') {
    return [];
  }
  return Object.entries(value).flatMap(([key, member]) => {
    const inner =
      schema.properties?.[key] ??
      (typeof schema.additionalProperties === 'object'
        ? schema.additionalProperties
        : undefined);
    return inner
      ? checkRules(inner, member, path ? `${path}.${key}` : key)
      : [];
  });
}

function checkRule(
  rule: ValidationRule,
  schema: StructuralSchema,
  value: unknown,
  path: string,
): FieldError[] {
  const field = path + (rule.fieldPath ?? '');
  const self = typed(schema, value);
  try {
    return run(rule.rule, self) === true
      ? []
      : [{ field, message: messageOf(rule, self) }];
  } catch (error) {
    const reason = String((error as Error).message).split('\n')[0];
    return [
      {
        field,
        message: `A rule could not be evaluated (${rule.rule}): ${reason}`,
      },
    ];
  }
}

function messageOf(rule: ValidationRule, self: unknown): string {
  if (rule.messageExpression) {
    try {
      const text = run(rule.messageExpression, self);
      if (typeof text === 'string' && text.trim() !== '') {
        return text;
      }
    } catch {
      // As an API server does: then the plain message.
    }
  }
  return rule.message ?? `The rule ${rule.rule} does not hold`;
}

function run(expression: string, self: unknown): unknown {
  let program = parsed.get(expression);
  if (!program) {
    program = environment.parse(expression);
    parsed.set(expression, program);
  }
  return program({ self });
}

/** A field of type `number` is a double to CEL, also where it is whole. */
function typed(schema: StructuralSchema | undefined, value: unknown): unknown {
  if (schema?.type === 'number' && typeof value === 'number') {
    return value;
  }
  if (Array.isArray(value)) {
    return Array.from(value, item => typed(schema?.items, item));
  }
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [
        key,
        typed(schema?.properties?.[key] ?? additional(schema), member),
      ]),
    );
  }
  return toCel(value);
}

function additional(
  schema: StructuralSchema | undefined,
): StructuralSchema | undefined {
  return typeof schema?.additionalProperties === 'object'
    ? schema.additionalProperties
    : undefined;
}
