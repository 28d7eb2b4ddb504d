import { stringifyError } from '@backstage/errors';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Database } from '@callboard/backend-database';
import type { ServiceJudge } from './ServiceJudge';
import type { ServiceStore } from './ServiceStore';

interface Options {
  database: Database;
  /** How often, milliseconds. */
  intervalMs?: number;
  judge: ServiceJudge;
  logger: LoggerService;
  services: ServiceStore;
}

const HOUR_MS = 3_600_000;

/**
 * Looks again and again at services in which something is under way, since that
 * they take too long is nothing that a control plane says; and once an hour at
 * all of them, since secrets grow old by themselves.
 */
export class ServiceWatch {
  readonly #options: Options;
  #timer?: NodeJS.Timeout;
  #running?: Promise<void>;
  #wholeAt = -Infinity;

  static create(options: Options): ServiceWatch {
    return new ServiceWatch(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  start(): void {
    this.#timer = setInterval(
      () => this.kick(),
      this.#options.intervalMs ?? 10_000,
    );
    this.kick();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  /** Now; nothing more where it is at it. */
  kick(): void {
    this.#running ??= this.#look().finally(() => {
      this.#running = undefined;
    });
  }

  async #look(): Promise<void> {
    const { database, judge, logger, services } = this.#options;
    try {
      const isWhole = performance.now() - this.#wholeAt > HOUR_MS;
      await judge.judge(
        await database.read(db =>
          isWhole ? services.present(db) : services.unsettled(db),
        ),
      );
      if (isWhole) {
        this.#wholeAt = performance.now();
      }
    } catch (error) {
      logger.warn(
        `Services could not be looked at, and are again: ${stringifyError(error)}`,
      );
    }
  }
}
