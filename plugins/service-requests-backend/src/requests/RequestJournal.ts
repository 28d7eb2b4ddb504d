import type { Database, Writer } from '@callboard/backend-database';
import { type RequestEventType, requestEvent } from './requestEvent';
import type { RequestStore } from './RequestStore';
import type { ReviewStore } from './ReviewStore';
import type { RequestRecord } from './types';

/** One thing that happens to a request. */
export interface Happening {
  type: RequestEventType;
  actor: string;
  /** What somebody said, or why. */
  text?: string;
  /** Epoch milliseconds. */
  at: number;
}

/**
 * The one way in which a request changes: row, step of the timeline and event
 * in the caller's transaction, which holds the request's lock.
 */
export class RequestJournal {
  readonly #options: {
    database: Database;
    requests: RequestStore;
    reviews: ReviewStore;
  };

  static create(options: {
    database: Database;
    requests: RequestStore;
    reviews: ReviewStore;
  }): RequestJournal {
    return new RequestJournal(options);
  }

  private constructor(options: {
    database: Database;
    requests: RequestStore;
    reviews: ReviewStore;
  }) {
    this.#options = options;
  }

  async begin(
    tx: Writer,
    request: RequestRecord,
    happening: Happening,
  ): Promise<RequestRecord> {
    await this.#options.requests.insert(tx, request);
    await this.#record(tx, request, happening);
    return request;
  }

  /** `changes` over `before`; with the next version. */
  async change(
    tx: Writer,
    before: RequestRecord,
    changes: Partial<RequestRecord>,
    happening: Happening,
  ): Promise<RequestRecord> {
    const status = changes.status ?? before.status;
    const after: RequestRecord = {
      ...before,
      ...changes,
      statusReason:
        status === before.status && !('statusReason' in changes)
          ? before.statusReason
          : changes.statusReason,
      statusSince: status === before.status ? before.statusSince : happening.at,
      version: before.version + 1,
      updatedAt: happening.at,
    };
    await this.#options.requests.update(tx, after, {
      items: changes.items !== undefined,
    });
    await this.#record(tx, after, happening, before);
    return after;
  }

  async #record(
    tx: Writer,
    request: RequestRecord,
    happening: Happening,
    before?: RequestRecord,
  ): Promise<void> {
    const { type, actor, text, at } = happening;
    await this.#options.reviews.addStep(tx, request, happening);
    await this.#options.database.outbox.append(tx.knex, [
      requestEvent(type, actor, request, { text, before, at }),
    ]);
  }
}
