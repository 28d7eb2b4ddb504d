import { InputError } from '@backstage/errors';
import { evaluateCel, evaluateCondition, parseCel } from './cel';

/**
 * Templates are data: a tree whose strings may hold `${{ CEL }}`. What comes in
 * is only ever a value in the tree; it is never text that is parsed again, so no
 * value can become a key, a document or a tag.
 *
 * A string that is exactly one placeholder becomes the expression's value with
 * its type, and nothing (null) drops the key or the element. Mixed with text it
 * becomes text. A mapping with `$when` is left out where that is false; in a
 * list, one with `$forEach` is there once for each element, as `item` and `index`.
 */
export function renderTemplate(
  template: unknown,
  variables: Record<string, unknown>,
): unknown {
  if (typeof template === 'string') {
    return renderString(template, variables);
  }
  if (Array.isArray(template)) {
    return template
      .flatMap(element => renderElement(element, variables))
      .filter(isThere);
  }
  if (isMapping(template)) {
    return renderMapping(template, variables);
  }
  return template;
}

/** Text with placeholders, always a string. */
export function renderText(
  template: string,
  variables: Record<string, unknown>,
): string {
  return parts(template)
    .map(part =>
      typeof part === 'string' ? part : asText(part.expression, variables),
    )
    .join('');
}

/** @throws InputError naming the first expression that is not CEL. */
export function checkTemplate(template: unknown): void {
  if (typeof template === 'string') {
    for (const part of parts(template)) {
      if (typeof part !== 'string') {
        parseCel(part.expression);
      }
    }
  } else if (Array.isArray(template)) {
    template.forEach(checkTemplate);
  } else if (isMapping(template)) {
    for (const [key, value] of Object.entries(template)) {
      if (key === '$when' || key === '$forEach') {
        parseCel(String(value));
      } else if (key.includes('${{')) {
        throw new InputError(`A key is never a placeholder: '${key}'`);
      } else {
        checkTemplate(value);
      }
    }
  }
}

function renderElement(
  element: unknown,
  variables: Record<string, unknown>,
): unknown[] {
  if (!isMapping(element) || element.$forEach === undefined) {
    return [renderTemplate(element, variables)];
  }
  const { $forEach, ...rest } = element;
  return listOf(String($forEach), variables).map((item, index) =>
    renderMapping(rest, { ...variables, item, index }),
  );
}

/** The list that `forEach` walks. */
export function listOf(
  expression: string,
  variables: Record<string, unknown>,
): unknown[] {
  const list = evaluateCel(expression, variables);
  if (!Array.isArray(list)) {
    throw new InputError(`'${expression}' is no list`);
  }
  return list;
}

function renderMapping(
  template: Record<string, unknown>,
  variables: Record<string, unknown>,
): unknown {
  const { $when, ...rest } = template;
  if ($when !== undefined && !evaluateCondition(String($when), variables)) {
    return undefined;
  }
  return Object.fromEntries(
    Object.entries(rest)
      .map(([key, value]) => [key, renderTemplate(value, variables)])
      .filter(([, value]) => isThere(value)),
  );
}

function renderString(
  template: string,
  variables: Record<string, unknown>,
): unknown {
  const found = parts(template);
  if (found.length === 1 && typeof found[0] !== 'string') {
    return evaluateCel(found[0].expression, variables);
  }
  return renderText(template, variables);
}

function asText(
  expression: string,
  variables: Record<string, unknown>,
): string {
  const value = evaluateCel(expression, variables);
  if (value === undefined) {
    return '';
  }
  if (typeof value === 'object') {
    throw new InputError(`'${expression}' is not a text, number or boolean`);
  }
  return String(value);
}

type Part = string | { expression: string };

const PLACEHOLDER = /\$\{\{(.*?)\}\}/gs;

function parts(template: string): Part[] {
  const found: Part[] = [];
  let end = 0;
  for (const match of template.matchAll(PLACEHOLDER)) {
    if (match.index > end) {
      found.push(template.slice(end, match.index));
    }
    found.push({ expression: match[1].trim() });
    end = match.index + match[0].length;
  }
  if (end < template.length) {
    found.push(template.slice(end));
  }
  return found;
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
