import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';

const BATCH = 500;
const RETRY_MS = 1_000;
const MAX_RETRY_MS = 60_000;

/** Tells of services one batch after the other; what fails is told again. */
export class SeenServices {
  readonly #tell: (serviceIds: string[]) => Promise<void>;
  readonly #logger: LoggerService;
  readonly #waiting = new Set<string>();
  #stop = new AbortController();
  #telling: Promise<void> | undefined;

  private constructor(options: SeenServicesOptions) {
    this.#tell = options.onServicesSeen;
    this.#logger = options.logger;
  }

  static create(options: SeenServicesOptions): SeenServices {
    return new SeenServices(options);
  }

  start(): void {
    this.#stop = new AbortController();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#telling;
    this.#waiting.clear();
  }

  add(serviceIds: Iterable<string>): void {
    for (const id of serviceIds) {
      this.#waiting.add(id);
    }
    if (this.#waiting.size > 0 && !this.#telling) {
      this.#telling = this.#tellAll(this.#stop.signal).finally(() => {
        this.#telling = undefined;
      });
    }
  }

  async #tellAll(stopped: AbortSignal): Promise<void> {
    let pauseMs = RETRY_MS;
    while (this.#waiting.size > 0 && !stopped.aborted) {
      const batch = [...this.#waiting].slice(0, BATCH);
      batch.forEach(id => this.#waiting.delete(id));
      try {
        await this.#tell(batch);
        pauseMs = RETRY_MS;
      } catch (error) {
        this.#logger.warn(
          `${batch.length} services were not judged, and will be later: ${error}`,
        );
        batch.forEach(id => this.#waiting.add(id));
        await sleep(pauseMs, undefined, { signal: stopped }).catch(() => {});
        pauseMs = Math.min(pauseMs * 2, MAX_RETRY_MS);
      }
    }
  }
}

export interface SeenServicesOptions {
  onServicesSeen(serviceIds: string[]): Promise<void>;
  logger: LoggerService;
}
