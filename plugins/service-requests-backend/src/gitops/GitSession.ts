import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { type GitProgram, spawnGit } from './runGit';

/** Takes an answer from the front of what has arrived; undefined where it is not all there. */
export type AnswerParser<T> = (
  arrived: Buffer,
) => { value: T; length: number } | undefined;

interface Question {
  parse: AnswerParser<unknown>;
  resolve(value: unknown): void;
  reject(error: Error): void;
}

const IDLE_MS = 10_000;

/**
 * A git process that is kept and asked again and again (`cat-file --batch` and
 * the like): starting one costs milliseconds, asking one microseconds. Questions
 * may follow each other without waiting; answers come in their order. It starts
 * with the first question, ends after ten seconds without one, and does not keep
 * Node.js alive.
 */
export class GitSession {
  readonly #program: GitProgram;
  readonly #args: string[];
  #child: ChildProcessWithoutNullStreams | undefined;
  #questions: Question[] = [];
  #idle: NodeJS.Timeout | undefined;

  private constructor(program: GitProgram, args: string[]) {
    this.#program = program;
    this.#args = args;
  }

  static create(program: GitProgram, args: string[]): GitSession {
    return new GitSession(program, args);
  }

  ask<T>(input: string | Buffer, parse: AnswerParser<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const child = (this.#child ??= this.#start());
      clearTimeout(this.#idle);
      if (!this.#questions.length) {
        setRef(child, true);
      }
      this.#questions.push({
        parse,
        resolve: resolve as (value: unknown) => void,
        reject,
      });
      child.stdin.write(input);
    });
  }

  stop(): void {
    clearTimeout(this.#idle);
    const child = this.#child;
    this.#child = undefined;
    child?.stdin.end();
  }

  #start(): ChildProcessWithoutNullStreams {
    const child = spawnGit(this.#program, this.#args);
    const questions: Question[] = [];
    this.#questions = questions;
    let chunks: Buffer[] = [];
    let stderr = '';
    const fail = (reason: string) => {
      if (this.#child === child) {
        this.#child = undefined;
      }
      for (const { reject } of questions.splice(0)) {
        reject(new Error(reason));
      }
    };
    child.stdout.on('data', chunk => {
      chunks.push(chunk);
      const rest = this.#answer(questions, Buffer.concat(chunks));
      chunks = rest.length ? [rest] : [];
      if (!questions.length && this.#child === child) {
        this.#rest(child);
      }
    });
    child.stderr.on('data', chunk => {
      stderr = `${stderr}${chunk}`.slice(-4000);
    });
    child.stdin.on('error', () => {});
    child.on('error', error => fail(error.message));
    child.on('close', () => fail(stderr.trim() || 'git ended'));
    return child;
  }

  #answer(questions: Question[], arrived: Buffer): Buffer {
    let rest = arrived;
    while (questions.length && rest.length) {
      const answer = questions[0].parse(rest);
      if (!answer) {
        break;
      }
      rest = rest.subarray(answer.length);
      questions.shift()!.resolve(answer.value);
    }
    return rest;
  }

  #rest(child: ChildProcessWithoutNullStreams): void {
    setRef(child, false);
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.stop(), IDLE_MS);
    this.#idle.unref();
  }
}

/** Pipes of a child are sockets, which its type does not say. */
function setRef(child: ChildProcessWithoutNullStreams, ref: boolean): void {
  const method = ref ? 'ref' : 'unref';
  for (const part of [child, child.stdin, child.stdout, child.stderr]) {
    (part as unknown as Partial<Record<'ref' | 'unref', () => void>>)[
      method
    ]?.();
  }
}

/** The next line, without its end. */
export function parseLine(
  arrived: Buffer,
): { value: string; length: number } | undefined {
  const end = arrived.indexOf('\n');
  return end < 0
    ? undefined
    : { value: arrived.toString('utf8', 0, end), length: end + 1 };
}
