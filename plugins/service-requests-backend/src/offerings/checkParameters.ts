import { isDeepStrictEqual } from 'node:util';
import { evaluateCondition } from '../render/cel';
import { renderText } from '../render/template';
import { DeadlineExceeded, withDeadline } from './deadline';
import { desiredParameters } from './desiredParameters';
import { parametersSchema } from './parametersSchema';
import type {
  FieldError,
  JsonSchema,
  OfferingDefinition,
  OfferingRule,
  Operation,
  Parameters,
} from './types';
import { validateWith } from './validateWith';

/** Longer than any schema here allows; looked at before a pattern is. */
const MAX_TEXT = 10_000;
/** Patterns and rules are written by whoever may offer; none may hold up the portal. */
const DEADLINE_MS = 1_000;

/**
 * What is wrong with an operation's parameters, by field. First the schema and
 * what no schema says (characters that nobody sees), then the offering's rules:
 * these compare with `current`, what the service has now, where it is given.
 */
export function checkParameters(
  offering: OfferingDefinition,
  operation: Operation,
  parameters: Parameters,
  current?: Parameters,
): FieldError[] {
  const schema = parametersSchema(offering, operation);
  const unseen = findHostileTexts(parameters, schema, []);
  if (unseen.length > 0) {
    return unseen;
  }
  try {
    return withDeadline(DEADLINE_MS, () => {
      const errors = validateWith(schema, parameters);
      return errors.length > 0
        ? errors
        : checkRules(offering, operation, parameters, current);
    });
  } catch (error) {
    if (error instanceof DeadlineExceeded) {
      return [
        { field: '', message: 'These values take too long to be checked' },
      ];
    }
    throw error;
  }
}

function checkRules(
  offering: OfferingDefinition,
  operation: Operation,
  parameters: Parameters,
  current: Parameters | undefined,
): FieldError[] {
  const desired = desiredParameters(offering, operation, current, parameters);
  if (isSame(offering, operation, current, desired)) {
    const [field = ''] = Object.keys(parameters);
    return [{ field, message: 'Nothing would change: this is how it is' }];
  }
  const variables = {
    operation,
    parameters: desired,
    current: current ?? {},
    changes: operation !== 'create' && current !== undefined,
  };
  return offering.rules.flatMap(rule => checkRule(rule, variables));
}

function isSame(
  offering: OfferingDefinition,
  operation: Operation,
  current: Parameters | undefined,
  desired: Parameters,
): boolean {
  return (
    (operation === 'scale' || operation === 'update') &&
    current !== undefined &&
    isDeepStrictEqual(
      JSON.parse(JSON.stringify(desired)),
      JSON.parse(
        JSON.stringify(desiredParameters(offering, operation, current, {})),
      ),
    )
  );
}

function checkRule(
  rule: OfferingRule,
  variables: Record<string, unknown>,
): FieldError[] {
  try {
    const speaks =
      rule.when === undefined || evaluateCondition(rule.when, variables);
    return !speaks || evaluateCondition(rule.expr, variables)
      ? []
      : [{ field: rule.field, message: renderText(rule.message, variables) }];
  } catch (error) {
    // What cannot be judged does not pass.
    return [{ field: rule.field, message: (error as Error).message }];
  }
}

/** Control characters, line breaks, half characters, and what turns the direction of writing. */
const HOSTILE =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;
/** Where several lines are meant, these two are nothing strange. */
const LINES = /[\n\t]/g;

function findHostileTexts(
  value: unknown,
  schema: unknown,
  path: string[],
): FieldError[] {
  if (typeof value === 'string') {
    return hostileText(value, schema, path);
  }
  if (value === null || typeof value !== 'object') {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]) => [
    ...hostileText(key, undefined, [...path, key]),
    ...findHostileTexts(inner, innerSchema(schema, key), [...path, key]),
  ]);
}

function hostileText(
  text: string,
  schema: unknown,
  path: string[],
): FieldError[] {
  const field = path
    .map(part => part.replace(/[^\x20-\x7e]/g, '?').slice(0, 64))
    .join('/');
  if (text.length > MAX_TEXT) {
    return [{ field, message: `${field} is too long` }];
  }
  const ofLines =
    (schema as JsonSchema | undefined)?.contentMediaType !== undefined;
  return HOSTILE.test(ofLines ? text.replace(LINES, '') : text)
    ? [
        {
          field,
          message: `${field} contains line breaks or characters that cannot be seen`,
        },
      ]
    : [];
}

function innerSchema(schema: unknown, key: string): unknown {
  const { properties, items } = (schema ?? {}) as JsonSchema;
  return (properties as Record<string, unknown> | undefined)?.[key] ?? items;
}
