import type { PolicyRule as PolicyRuleView } from '@callboard/backstage-plugin-service-requests-common';
import type { Verdict } from '@callboard/backstage-plugin-service-requests-common';
import type { Environment } from '@marcbachmann/cel-js';
import { Expression } from './cel/Expression';
import { Template } from './cel/Template';
import type { PolicyRuleDefinition } from './types';

/** Variables that are different for each item. */
const OF_ONE_ITEM = ['item', 'parameters', 'current', 'region'];

/** What a rule says, in one language. */
interface Words {
  message: Template;
  passes: Template | undefined;
}

/** A rule that was read, and can be asked. */
export class PolicyRule {
  readonly definition: PolicyRuleDefinition;
  /** Whether it is asked about each item in each region, or once. */
  readonly perItem: boolean;
  readonly #when: Expression | undefined;
  readonly #expr: Expression;
  readonly #words: Words;
  /** By language. */
  readonly #translations: [string, Words][];

  /** Throws InputError naming the rule and its part. */
  static create(
    language: Environment,
    definition: PolicyRuleDefinition,
  ): PolicyRule {
    return new PolicyRule(language, definition);
  }

  private constructor(language: Environment, definition: PolicyRuleDefinition) {
    const { id, when, expr, translations = {} } = definition;
    const where = (part: string) => `Policy '${id}': ${part}`;
    const condition = (text: string, part: string) =>
      Expression.create(language, text, { where: where(part), result: 'bool' });
    const words = (
      { message, passes }: { message: string; passes?: string },
      at = '',
    ): Words => ({
      message: Template.create(language, message, {
        where: where(`${at}message`),
      }),
      passes:
        passes === undefined
          ? undefined
          : Template.create(language, passes, { where: where(`${at}passes`) }),
    });
    this.definition = definition;
    this.#when = when === undefined ? undefined : condition(when, 'when');
    this.#expr = condition(expr, 'expr');
    this.#words = words(definition);
    this.#translations = Object.entries(translations).map(([code, its]) => [
      code,
      words(its, `translations.${code}.`),
    ]);
    this.perItem = this.#expressions.some(({ uses }) =>
      OF_ONE_ITEM.some(variable => uses.has(variable)),
    );
  }

  get view(): PolicyRuleView {
    const { id, title, severity, when, expr, message } = this.definition;
    return { id, title, severity, when, expr, message };
  }

  /** What it has to say, if anything. Throws where it cannot tell. */
  ask(variables: Record<string, unknown>): Verdict | undefined {
    if (this.#when && !isTrue(this.#when.evaluate(variables), 'when')) {
      return undefined;
    }
    if (isTrue(this.#expr.evaluate(variables), 'expr')) {
      return undefined;
    }
    const { id, severity, field } = this.definition;
    return {
      policy: id,
      result: severity,
      ...rendered(this.#words, variables),
      ...(field !== undefined && { field }),
      ...(this.#translations.length > 0 && {
        translations: Object.fromEntries(
          this.#translations.map(([code, words]) => [
            code,
            rendered(words, variables),
          ]),
        ),
      }),
    };
  }

  /** After it was stopped half-way. */
  reset(): void {
    this.#expressions.forEach(expression => expression.reset());
  }

  get #expressions(): Expression[] {
    return [
      ...(this.#when ? [this.#when] : []),
      this.#expr,
      ...[this.#words, ...this.#translations.map(([, words]) => words)].flatMap(
        ({ message, passes }) => [
          ...message.expressions,
          ...(passes?.expressions ?? []),
        ],
      ),
    ];
  }
}

function rendered(
  { message, passes }: Words,
  variables: Record<string, unknown>,
): { message: string; passes?: string } {
  return {
    message: message.render(variables),
    ...(passes && { passes: passes.render(variables) }),
  };
}

function isTrue(value: unknown, part: string): boolean {
  if (typeof value !== 'boolean') {
    throw new Error(`its ${part} is neither true nor false`);
  }
  return value;
}
