import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { NewAccess } from '@callboard/backstage-plugin-audit-log-common';
import {
  exponentialBackoff,
  type RetryPolicy,
} from '@callboard/backend-outbox';
import { type PluginRequests, requireOk } from '@callboard/plugin-requests';
import type { Access, AccessLog } from './AccessLog';
import { RecentKeys } from './RecentKeys';
import { redact } from './redact';

/*
 * What it guarantees: whoever records is neither held up nor made to fail, and
 * memory stays bounded, whatever the audit log does. What it does not: entries
 * that are still here when the process dies are gone. State changes do not come
 * this way; they are events in the plugin's outbox, of which none is lost.
 *
 * How: entries wait in an array, at most `maxEntries` of them, and one loop sends
 * the oldest, a batch at a time, as long as it takes. An entry that finds no
 * place is counted; so is one that the audit log refuses as malformed, after it
 * was sent by itself. When a batch has got through, the count goes on record as
 * an entry of its own, `audit-log.entries-lost`: a gap that says how wide it is.
 * Ids are given here, so that sending twice records once.
 */

const BATCH = 200;
const MAX_ENTRIES = 10_000;
const STOP_MS = 5_000;

interface Lost {
  count: number;
  since: Date;
  until: Date;
}

export interface AccessQueueOptions {
  requests: Pick<PluginRequests, 'send'>;
  logger: LoggerService;
  /** The plugin whose accesses these are. */
  pluginId: string;
  maxEntries?: number;
  retryPolicy?: RetryPolicy;
  /** How long `stop` tries to send what is left, in milliseconds. */
  stopMs?: number;
  now?: () => Date;
}

/** Accesses on their way to the audit log. */
export class AccessQueue implements AccessLog {
  readonly #options: AccessQueueOptions;
  readonly #retryPolicy: RetryPolicy;
  readonly #now: () => Date;
  readonly #recent: RecentKeys;
  readonly #abort = new AbortController();
  #waiting: NewAccess[] = [];
  #lost?: Lost;
  #running?: Promise<void>;
  #wake = () => {};
  #stopping = false;

  static create(options: AccessQueueOptions): AccessQueue {
    return new AccessQueue(options);
  }

  private constructor(options: AccessQueueOptions) {
    this.#options = options;
    this.#retryPolicy =
      options.retryPolicy ?? exponentialBackoff({ maxMs: 60_000 });
    this.#now = options.now ?? (() => new Date());
    this.#recent = RecentKeys.create({ now: () => this.#now().getTime() });
  }

  record(access: Access): void {
    try {
      this.#add(toEntry(access, this.#now()));
    } catch (error) {
      this.#lose(1, `it cannot be written down: ${stringifyError(error)}`);
    }
  }

  recordOnce(key: string, withinMs: number, access: Access): void {
    if (!this.#recent.has(key, withinMs)) {
      this.#recent.add(key);
      this.record(access);
    }
  }

  /** Sends what is left, for a few seconds at most; the rest is given up. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#wake();
    const timer = setTimeout(
      () => this.#abort.abort(new Error('The backend is stopping')),
      this.#options.stopMs ?? STOP_MS,
    );
    await this.#running;
    clearTimeout(timer);
    const left = this.#waiting.length + (this.#lost?.count ?? 0);
    if (left > 0) {
      this.#options.logger.warn(
        `${left} accesses were not recorded in the audit log, which could not be reached before the backend stopped`,
      );
    }
  }

  #add(entry: NewAccess): void {
    const { maxEntries = MAX_ENTRIES } = this.#options;
    if (this.#abort.signal.aborted || this.#waiting.length >= maxEntries) {
      this.#lose(1, 'too many are waiting for it');
      return;
    }
    this.#waiting.push(entry);
    this.#run();
  }

  #lose(count: number, why: string): void {
    const now = this.#now();
    if (!this.#lost) {
      this.#options.logger.warn(
        `An access is not recorded in the audit log: ${why}. Those that follow are counted`,
      );
    }
    this.#lost = {
      count: (this.#lost?.count ?? 0) + count,
      since: this.#lost?.since ?? now,
      until: now,
    };
  }

  #run(): void {
    this.#running ??= this.#sendAll().finally(() => {
      this.#running = undefined;
      if (this.#waiting.length > 0 && !this.#abort.signal.aborted) {
        this.#run();
      }
    });
  }

  async #sendAll(): Promise<void> {
    // After this turn, so that what is recorded together goes together.
    await new Promise(setImmediate);
    let attempt = 0;
    let single = 0;
    while (this.#waiting.length > 0 && !this.#abort.signal.aborted) {
      const batch = this.#waiting.slice(0, single > 0 ? 1 : BATCH);
      try {
        const refusal = await this.#send(batch);
        attempt = 0;
        if (refusal && batch.length > 1) {
          single = batch.length;
          continue;
        }
        this.#waiting.splice(0, batch.length);
        single -= 1;
        if (refusal) {
          this.#lose(1, stringifyError(refusal));
        } else {
          this.#confess();
        }
      } catch (error) {
        attempt += 1;
        await this.#pause(attempt, error);
      }
    }
  }

  async #pause(attempt: number, error: unknown): Promise<void> {
    if (this.#abort.signal.aborted) {
      return;
    }
    const ms = this.#stopping ? 250 : this.#retryPolicy(attempt);
    const level = attempt === 1 ? 'debug' : 'warn';
    this.#options.logger[level](
      `${this.#waiting.length} accesses wait to be recorded in the audit log, again in ${ms} ms: ${stringifyError(error)}`,
    );
    await new Promise<void>(resolve => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = () => {};
  }

  /** What is wrong with the batch, if anything; rejects with what is wrong elsewhere. */
  async #send(entries: NewAccess[]): Promise<unknown> {
    const response = await this.#options.requests.send(
      'POST',
      '/accesses',
      { entries },
      this.#abort.signal,
    );
    const { status } = response;
    return requireOk(response, 'The audit log').catch(error => {
      if (status === 400 || status === 413) {
        return error;
      }
      throw error;
    });
  }

  /** Puts on record how many are missing. */
  #confess(): void {
    const lost = this.#lost;
    if (!lost) {
      return;
    }
    this.#lost = undefined;
    const { count, since, until } = lost;
    const { logger, pluginId } = this.#options;
    logger.error(
      `${count} accesses between ${since.toISOString()} and ${until.toISOString()} are missing from the audit log`,
    );
    this.record({
      action: 'audit-log.entries-lost',
      outcome: 'failed',
      actor: `plugin:${pluginId}`,
      severity: 'high',
      data: {
        count,
        since: since.toISOString(),
        until: until.toISOString(),
      },
    });
  }
}

function toEntry({ at, ...access }: Access, now: Date): NewAccess {
  const entry: NewAccess = {
    ...access,
    actor: access.actor.trim() || 'anonymous',
    id: randomUUID(),
    at: (at ?? now).toISOString(),
  };
  return redact(entry);
}
