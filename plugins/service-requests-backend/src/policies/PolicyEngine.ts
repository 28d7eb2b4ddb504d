import { InputError } from '@backstage/errors';
import type {
  PolicyRule as PolicyRuleView,
  Verdict,
} from '@callboard/backstage-plugin-service-requests-common';
import { createLanguage, summaryOf } from './cel/Expression';
import { withinTime } from './cel/withinTime';
import { PolicyRule } from './PolicyRule';
import type { PolicyInput, PolicyRuleDefinition } from './types';
import { itemVariables, requestVariables, VARIABLES } from './variables';

const MAX_RULES = 200;
const DEFAULT_TIME_LIMIT_MS = 1000;

/** A rule asked about one item, or about all. */
interface Question {
  rule: PolicyRule;
  item?: number;
  variables: Record<string, unknown>;
}

/**
 * Checks requests against rules, and denies where it cannot tell.
 *
 * Whatever goes wrong with a rule is a denial that names it, whatever its
 * severity: a value of another type, a parameter that is not there, a result
 * that is neither true nor false, a message that cannot be written, and time.
 * All questions together have `timeLimitMs`; a rule that takes all of it is
 * stopped, what is still to be asked gets as much again, and what is left then
 * is denied without being asked.
 */
export class PolicyEngine {
  readonly #rules: PolicyRule[];
  readonly #timeLimitMs: number;

  private constructor(rules: PolicyRule[], timeLimitMs: number) {
    this.#rules = rules;
    this.#timeLimitMs = timeLimitMs;
  }

  /** Throws InputError naming the rule that cannot be read. */
  static create(options: {
    rules: readonly PolicyRuleDefinition[];
    timeLimitMs?: number;
  }): PolicyEngine {
    const { rules, timeLimitMs = DEFAULT_TIME_LIMIT_MS } = options;
    if (rules.length > MAX_RULES) {
      throw new InputError(`There are more than ${MAX_RULES} policies`);
    }
    const ids = rules.map(({ id }) => id);
    const twice = ids.find((id, index) => ids.indexOf(id) !== index);
    if (twice !== undefined) {
      throw new InputError(`There are two policies '${twice}'`);
    }
    const language = createLanguage(VARIABLES);
    return new PolicyEngine(
      rules.map(rule => PolicyRule.create(language, rule)),
      timeLimitMs,
    );
  }

  /** The rules in the order in which they are asked. */
  get rules(): PolicyRuleView[] {
    return this.#rules.map(({ view }) => view);
  }

  /** What the rules have to say about a request; nothing where all is well. Never throws. */
  evaluate(input: PolicyInput): Verdict[] {
    let questions: Question[];
    try {
      questions = this.#questionsAbout(input);
    } catch (error) {
      return this.#rules.map(rule => failure(rule, summaryOf(error)));
    }
    return withoutRepetition(this.#ask(questions));
  }

  #questionsAbout(input: PolicyInput): Question[] {
    const ofRequest = requestVariables(input);
    const items = input.request.items.map((item, place) => ({
      item: item.index ?? place,
      variables: { ...ofRequest, ...itemVariables(item, place) },
    }));
    return this.#rules.flatMap(rule =>
      rule.perItem
        ? items.map(item => ({ rule, ...item }))
        : [{ rule, variables: ofRequest }],
    );
  }

  #ask(questions: readonly Question[]): Verdict[] {
    const verdicts: Verdict[] = [];
    let next = 0;
    const askRest = () => {
      while (next < questions.length) {
        const verdict = answer(questions[next]);
        next++;
        if (verdict) {
          verdicts.push(verdict);
        }
      }
    };
    for (let round = 0; round < 2 && next < questions.length; round++) {
      if (!withinTime(this.#timeLimitMs, askRest)) {
        const { rule, item } = questions[next];
        rule.reset();
        verdicts.push(failure(rule, 'it takes too long', item));
        next = afterRule(questions, next);
      }
    }
    for (const { rule, item } of questions.slice(next)) {
      verdicts.push(failure(rule, 'there was no time left', item));
    }
    return verdicts;
  }
}

function answer({ rule, item, variables }: Question): Verdict | undefined {
  try {
    const verdict = rule.ask(variables);
    return verdict && (item === undefined ? verdict : { ...verdict, item });
  } catch (error) {
    return failure(rule, summaryOf(error), item);
  }
}

/** Questions come rule by rule: the first one of another rule. */
function afterRule(questions: readonly Question[], at: number): number {
  const rest = questions.findIndex(
    ({ rule }, index) => index > at && rule !== questions[at].rule,
  );
  return rest < 0 ? questions.length : rest;
}

function failure(rule: PolicyRule, reason: string, item?: number): Verdict {
  const { id, title } = rule.definition;
  return {
    policy: id,
    result: 'deny',
    message: `The rule “${title ?? id}” could not be checked, which counts as a no: ${reason}`,
    ...(item !== undefined && { item }),
  };
}

/** An item in three regions is told once what is the same in all of them. */
function withoutRepetition(verdicts: readonly Verdict[]): Verdict[] {
  const told = new Set<string>();
  return verdicts.filter(({ policy, item, message }) => {
    const key = JSON.stringify([policy, item, message]);
    return !told.has(key) && told.add(key);
  });
}
