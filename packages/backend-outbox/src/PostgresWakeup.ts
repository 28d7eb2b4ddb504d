import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

/** Listens for the hint that another backend has appended events. */
export class PostgresWakeup {
  static create(options: {
    database: Knex;
    logger: LoggerService;
    onWake: () => void;
  }): PostgresWakeup {
    return new PostgresWakeup(options);
  }

  private constructor(_options: {
    database: Knex;
    logger: LoggerService;
    onWake: () => void;
  }) {}

  start(): void {}

  async stop(): Promise<void> {}
}
