import { InputError } from '@backstage/errors';
import type { Environment } from '@marcbachmann/cel-js';
import { Expression } from './Expression';

const MAX_TEXT = 1000;

/**
 * A sentence with expressions in it: `At most ${env.maxDays} days.`, or, where
 * that would be taken for a variable of the configuration, `${{ env.maxDays }}`.
 */
export class Template {
  readonly #parts: (string | Expression)[];

  private constructor(parts: (string | Expression)[]) {
    this.#parts = parts;
  }

  /** Throws InputError that begins with `where`. */
  static create(
    language: Environment,
    text: string,
    { where }: { where: string },
  ): Template {
    return new Template(
      split(text, where).map(part =>
        typeof part === 'string'
          ? part
          : Expression.create(language, part.expression, { where }),
      ),
    );
  }

  get expressions(): Expression[] {
    return this.#parts.filter(part => part instanceof Expression);
  }

  render(variables: Record<string, unknown>): string {
    return this.#parts
      .map(part =>
        typeof part === 'string' ? part : toText(part.evaluate(variables)),
      )
      .join('')
      .slice(0, MAX_TEXT);
  }
}

type Part = string | { expression: string };

function split(text: string, where: string): Part[] {
  const parts: Part[] = [];
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('${', at);
    if (open < 0) {
      break;
    }
    const braces = text[open + 2] === '{' ? 2 : 1;
    const from = open + 1 + braces;
    const close = closingBrace(text, from);
    const end = close === undefined ? -1 : close + braces;
    if (end < 0 || text[end - 1] !== '}') {
      throw new InputError(`${where} has a \${ that is never closed`);
    }
    parts.push(text.slice(at, open), { expression: text.slice(from, close) });
    at = end;
  }
  parts.push(text.slice(at));
  return parts.filter(part => part !== '');
}

/** Braces of maps and in texts are not the end. */
function closingBrace(text: string, from: number): number | undefined {
  let depth = 0;
  let quote: string | undefined;
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (quote !== undefined) {
      if (character === '\\') {
        at++;
      } else if (character === quote) {
        quote = undefined;
      }
    } else if (character === '"' || character === "'") {
      quote = character;
    } else if (character === '{') {
      depth++;
    } else if (character === '}' && depth-- === 0) {
      return at;
    }
  }
  return undefined;
}

function toText(value: unknown): string {
  if (Array.isArray(value)) {
    return value.map(toText).join(', ');
  }
  if (value instanceof Date) {
    return value.toISOString().slice(0, 10);
  }
  if (['string', 'number', 'bigint', 'boolean'].includes(typeof value)) {
    return String(value);
  }
  throw new InputError('A message can show texts, numbers, days and lists');
}
