import { InputError } from '@backstage/errors';
import {
  type ASTNode,
  Environment,
  type ParseResult,
} from '@marcbachmann/cel-js';

/** Longer than any that a person should have to read. */
const MAX_LENGTH = 4000;
/** More than two would let a request of many items take seconds. */
const MAX_NESTED_LOOPS = 2;

const LOOPS = new Set(['all', 'exists', 'exists_one', 'map', 'filter']);

/** What a variable is in CEL. */
export type Variables = Record<string, 'dyn' | 'google.protobuf.Timestamp'>;

/** The language of rules: CEL with optional types, and these variables. */
export function createLanguage(variables: Variables): Environment {
  const language = new Environment({
    unlistedVariablesAreDyn: false,
    homogeneousAggregateLiterals: false,
    enableOptionalTypes: true,
    limits: { maxAstNodes: 500, maxDepth: 50 },
  });
  for (const [name, type] of Object.entries(variables)) {
    language.registerVariable(name, type);
  }
  return language;
}

/** An expression that was read, checked and found bounded. */
export class Expression {
  readonly #language: Environment;
  readonly #text: string;
  #run: ParseResult;
  /** The variables it looks at. */
  readonly uses: ReadonlySet<string>;

  private constructor(language: Environment, text: string, run: ParseResult) {
    this.#language = language;
    this.#text = text;
    this.#run = run;
    const uses = new Set<string>();
    collectUses(run.ast, new Set(), uses);
    this.uses = uses;
  }

  /** Throws InputError that begins with `where`, for what will never work. */
  static create(
    language: Environment,
    text: string,
    { where, result }: { where: string; result?: 'bool' | 'number' },
  ): Expression {
    if (text.length > MAX_LENGTH) {
      throw new InputError(`${where} is longer than ${MAX_LENGTH} characters`);
    }
    const run = parse(language, text, where);
    const { valid, type, error } = run.check();
    if (!valid) {
      throw new InputError(`${where} is wrong: ${summaryOf(error)}`);
    }
    if (result !== undefined && !mayBe(result, type)) {
      throw new InputError(`${where} gives a ${type}, not a ${result}`);
    }
    if (loopsIn(run.ast) > MAX_NESTED_LOOPS) {
      throw new InputError(
        `${where} has more than ${MAX_NESTED_LOOPS} loops inside one another`,
      );
    }
    return new Expression(language, text, run);
  }

  /** Throws what CEL throws. */
  evaluate(variables: Record<string, unknown>): unknown {
    return this.#run(variables);
  }

  /** After it was stopped half-way it may remember where it was. */
  reset(): void {
    this.#run = this.#language.parse(this.#text);
  }
}

/** The first line of what CEL has to say. */
export function summaryOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n')[0].slice(0, 200);
}

function parse(
  language: Environment,
  text: string,
  where: string,
): ParseResult {
  try {
    return language.parse(text);
  } catch (error) {
    throw new InputError(`${where} cannot be read: ${summaryOf(error)}`);
  }
}

function mayBe(result: 'bool' | 'number', type: string | undefined): boolean {
  const possible = result === 'bool' ? ['bool'] : ['int', 'uint', 'double'];
  return type === 'dyn' || possible.includes(type ?? '');
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'op' in value;
}

function childrenOf(node: ASTNode): ASTNode[] {
  const args: unknown[] = Array.isArray(node.args) ? node.args : [node.args];
  return (args.flat(2) as unknown[]).filter(isNode);
}

/** The name that a loop or a binding gives to what it is about. */
function boundBy(node: ASTNode): string | undefined {
  if (node.op !== 'rcall') {
    return undefined;
  }
  const [name, , args] = node.args;
  const variable = args[0];
  const binds = LOOPS.has(name) || name === 'bind';
  return binds && variable?.op === 'id' ? variable.args : undefined;
}

function collectUses(
  node: ASTNode,
  bound: ReadonlySet<string>,
  uses: Set<string>,
): void {
  if (node.op === 'id' && !bound.has(node.args)) {
    uses.add(node.args);
  }
  const name = boundBy(node);
  if (node.op === 'rcall' && name !== undefined) {
    const [, receiver, args] = node.args;
    collectUses(receiver, bound, uses);
    const inside = new Set([...bound, name]);
    args.forEach(arg => collectUses(arg, inside, uses));
    return;
  }
  childrenOf(node).forEach(child => collectUses(child, bound, uses));
}

function loopsIn(node: ASTNode): number {
  const deepest = Math.max(0, ...childrenOf(node).map(loopsIn));
  return node.op === 'rcall' && LOOPS.has(node.args[0]) ? deepest + 1 : deepest;
}
