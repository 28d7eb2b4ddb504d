import { InputError } from '@backstage/errors';
import { Environment, Optional, type ParseResult } from '@marcbachmann/cel-js';

/**
 * CEL over JSON. Integers become `int` (BigInt) on the way in, so that
 * `parameters.instances + 1` is an integer as its author means it, and numbers
 * again on the way out. Prototypes are out of reach: only own keys are seen.
 * `none` is nothing at all, of any type: `big ? 100 : none`.
 */
const environment = new Environment({
  unlistedVariablesAreDyn: true,
  homogeneousAggregateLiterals: false,
  enableOptionalTypes: true,
  limits: {
    maxAstNodes: 500,
    maxDepth: 40,
    maxListElements: 100,
    maxMapEntries: 100,
    maxCallArguments: 8,
  },
}).registerFunction('range(int): list', (count: bigint) =>
  Array.from({ length: Math.min(Math.max(Number(count), 0), 100) }, (_, i) =>
    BigInt(i),
  ),
);

type Variables = Record<string, unknown>;

const MAX_LENGTH = 2000;
const parsed = new Map<string, ParseResult>();

/** @throws InputError where it is not CEL. */
export function parseCel(expression: string): ParseResult {
  const known = parsed.get(expression);
  if (known) {
    return known;
  }
  if (expression.length > MAX_LENGTH) {
    throw new InputError(
      `An expression has at most ${MAX_LENGTH} characters, this one ${expression.length}`,
    );
  }
  let result: ParseResult;
  try {
    result = environment.parse(expression);
  } catch (error) {
    throw new InputError(
      `'${expression}' is not a valid expression: ${firstLine(error)}`,
    );
  }
  if (parsed.size > 5000) {
    parsed.clear();
  }
  parsed.set(expression, result);
  return result;
}

/** @throws InputError where it is not CEL, or cannot be evaluated with these values. */
export function evaluateCel(
  expression: string,
  variables: Record<string, unknown>,
): unknown {
  const run = parseCel(expression);
  try {
    return fromCel(run(toCel({ ...variables, none: null }) as Variables));
  } catch (error) {
    throw new InputError(
      `'${expression}' could not be evaluated: ${firstLine(error)}`,
    );
  }
}

/** The same, for a condition: anything but true or false is an error. */
export function evaluateCondition(
  expression: string,
  variables: Record<string, unknown>,
): boolean {
  const value = evaluateCel(expression, variables);
  if (typeof value !== 'boolean') {
    throw new InputError(`'${expression}' is neither true nor false`);
  }
  return value;
}

/** JSON to CEL's values: whole numbers become integers. */
export function toCel(value: unknown): unknown {
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) ? BigInt(value) : value;
  }
  if (Array.isArray(value)) {
    // Not value.map: what another realm made would stay its own, and unknown to CEL.
    return Array.from(value, toCel);
  }
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, inner]) => inner !== undefined)
        .map(([key, inner]) => [key, toCel(inner)]),
    );
  }
  return value;
}

function fromCel(value: unknown): unknown {
  if (typeof value === 'bigint') {
    return Number(value);
  }
  if (Array.isArray(value)) {
    return value.map(fromCel);
  }
  if (value instanceof Optional) {
    return value.hasValue() ? fromCel(value.value()) : undefined;
  }
  if (value instanceof Map) {
    return fromCel(Object.fromEntries(value));
  }
  if (value !== null && typeof value === 'object') {
    const prototype = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) {
      throw new InputError('The result is no JSON value');
    }
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, fromCel(inner)]),
    );
  }
  return value ?? undefined;
}

function firstLine(error: unknown): string {
  return String((error as Error)?.message ?? error).split('\n')[0];
}
