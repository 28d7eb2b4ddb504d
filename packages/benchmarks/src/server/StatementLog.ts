import { AsyncLocalStorage } from 'node:async_hooks';
import type { Knex } from 'knex';

export interface Statement {
  sql: string;
  bindings: unknown[];
}

/**
 * Records the statements that a piece of work sends, and only those: what the
 * engine and the relay do meanwhile runs in a context of its own.
 */
export class StatementLog {
  readonly #recording = new AsyncLocalStorage<Statement[]>();

  static create(knex: Knex): StatementLog {
    return new StatementLog(knex);
  }

  private constructor(knex: Knex) {
    knex.on('query', ({ sql, bindings }: Partial<Statement>) => {
      this.#recording
        .getStore()
        ?.push({ sql: sql ?? '', bindings: bindings ?? [] });
    });
  }

  async record<T>(
    work: () => Promise<T>,
  ): Promise<{ result: T; statements: Statement[] }> {
    const statements: Statement[] = [];
    const result = await this.#recording.run(statements, work);
    return { result, statements };
  }
}
