import type { DomainEvent } from '@callboard/backend-outbox';
import {
  discard,
  type PluginRequests,
  requireOk,
} from '@callboard/plugin-requests';

/*
 * The relay delivers many aggregates at a time, each event by itself.
 * One HTTP request for each would cost the plugin more than the events did, so
 * what is delivered in one turn of the event loop goes in one request, and what
 * comes while it is on its way goes together in the next. Nothing waits for
 * company: a lone event leaves at once.
 *
 * Each delivery settles by itself. A batch that is refused as malformed or too
 * large is sent once more, event by event, so that one bad event holds up its own
 * aggregate and no other.
 */

const MAX_EVENTS = 200;
const MAX_CHARACTERS = 500_000;
const WORTH_DIVIDING = [400, 413];

interface Waiting {
  text: string;
  resolve: () => void;
  reject: (reason: unknown) => void;
  /** Aborts when the delivery has been given up. */
  signal: AbortSignal;
}

/** Sends events to the audit log, several in one request. */
export class EventBatcher {
  readonly #requests: PluginRequests;
  #waiting: Waiting[] = [];
  #sending = false;

  static create(requests: PluginRequests): EventBatcher {
    return new EventBatcher(requests);
  }

  private constructor(requests: PluginRequests) {
    this.#requests = requests;
  }

  /** Resolves once the audit log has the event, and rejects with why it has not. */
  async send(
    event: DomainEvent,
    signal: AbortSignal = new AbortController().signal,
  ): Promise<void> {
    signal.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const waiting = { text: JSON.stringify(event), signal, resolve, reject };
      signal.addEventListener('abort', () => {
        this.#waiting = this.#waiting.filter(one => one !== waiting);
        reject(signal.reason);
      });
      this.#waiting.push(waiting);
      this.#schedule();
    });
  }

  #schedule(): void {
    if (!this.#sending && this.#waiting.length > 0) {
      this.#sending = true;
      setImmediate(async () => {
        await this.#sendAll(this.#take());
        this.#sending = false;
        this.#schedule();
      });
    }
  }

  #take(): Waiting[] {
    let characters = 0;
    let count = 0;
    for (const { text } of this.#waiting.slice(0, MAX_EVENTS)) {
      characters += text.length;
      if (count > 0 && characters > MAX_CHARACTERS) {
        break;
      }
      count += 1;
    }
    return this.#waiting.splice(0, count);
  }

  /** Never rejects. */
  async #sendAll(batch: Waiting[]): Promise<void> {
    if (batch.length === 0) {
      return;
    }
    try {
      const response = await this.#post(batch);
      if (batch.length > 1 && WORTH_DIVIDING.includes(response.status)) {
        await discard(response);
        for (const one of batch) {
          await this.#sendAll(one.signal.aborted ? [] : [one]);
        }
        return;
      }
      await requireOk(response, 'The audit log');
      batch.forEach(({ resolve }) => resolve());
    } catch (error) {
      batch.forEach(({ reject }) => reject(error));
    }
  }

  async #post(batch: Waiting[]): Promise<Response> {
    const body = `{"events":[${batch.map(({ text }) => text).join(',')}]}`;
    return this.#requests.send('POST', '/events', body, allAborted(batch));
  }
}

/** Aborts once every one of them has been given up. */
function allAborted(batch: Waiting[]): AbortSignal {
  const controller = new AbortController();
  for (const { signal } of batch) {
    signal.addEventListener('abort', () => {
      if (batch.every(one => one.signal.aborted)) {
        controller.abort(signal.reason);
      }
    });
  }
  return controller.signal;
}
