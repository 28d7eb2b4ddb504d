import { setTimeout as sleep } from 'node:timers/promises';
import type {
  ControlPlaneObserver,
  ObservedObject,
} from '@callboard/backstage-plugin-service-requests-node';
import type { ClusterConnection } from './connectCluster';
import { readLines, SilenceError } from './readLines';
import { ApiError, getJson, openStream } from './requestApi';
import { asList, asObject, type KindRef, toObserved } from './toObserved';

/** What we do with an answer failed; the API is not to blame. */
export class ObserverError extends Error {
  override name = 'ObserverError';
}

/**
 * Keeps up with one kind: one listing in pages, one watch from where it ended.
 *
 * - The place (`resourceVersion`) moves on only when what came before it has
 *   been dealt with, so an interruption anywhere repeats and loses nothing.
 * - A watch that ends is taken up again from the place: at its own time limit,
 *   when the connection breaks, when nothing at all came for longer than
 *   bookmarks take, when a line is broken.
 * - 410 Gone, at the start of a watch or in the middle of it, means that the
 *   place is lost: it lists again. So does a page of a listing that has expired.
 * - Bookmarks say that up to there nothing is missing, which is what proves
 *   that something is gone.
 */
export class KindWatch {
  readonly #options: KindWatchOptions;
  readonly #plural: string;
  #place: string | undefined;
  #failures = 0;

  private constructor(options: KindWatchOptions, plural: string) {
    this.#options = options;
    this.#plural = plural;
  }

  static create(options: KindWatchOptions, plural: string): KindWatch {
    return new KindWatch(options, plural);
  }

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        this.#place ??= await this.#list(signal);
        const startedAt = performance.now();
        await this.#watch(this.#place, signal);
        if (performance.now() - startedAt < this.#options.backoff.maxMs) {
          await this.#pause(signal);
        }
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        await this.#recover(error as Error, signal);
      }
    }
  }

  async #recover(error: Error, signal: AbortSignal): Promise<void> {
    if (error instanceof SilenceError && this.#failures === 0) {
      return;
    }
    if (error instanceof ApiError && error.isGone) {
      this.#place = undefined;
    }
    this.#failures++;
    if (!(error instanceof ObserverError)) {
      // A watch that breaks is taken up again before anybody is told.
      const isOutage = this.#place === undefined || this.#failures > 1;
      if (isOutage && !(error instanceof ApiError && error.isGone)) {
        this.#options.onReachable(false, error.message || error.name);
      }
    }
    this.#options.onFailure(error);
    await this.#pause(signal);
  }

  async #pause(signal: AbortSignal): Promise<void> {
    const { backoff } = this.#options;
    const ms = Math.min(backoff.maxMs, backoff.minMs * 2 ** this.#failures);
    await sleep(ms * (0.5 + Math.random() / 2), undefined, { signal }).catch(
      () => {},
    );
  }

  #isAnswered(): void {
    this.#failures = 0;
    this.#options.onReachable(true);
  }

  /** Answers with the place that the listing is as of. */
  async #list(signal: AbortSignal): Promise<string> {
    const { connection, kind, observer, pageSize, timeoutMs } = this.#options;
    const startedAt = performance.now();
    const objects: ObservedObject[] = [];
    let place = '';
    let next: string | undefined;
    do {
      const page = asObject(
        await getJson(
          connection,
          this.#path(),
          { ...this.#query(), limit: pageSize, continue: next },
          { signal, timeoutMs },
        ),
      );
      const metadata = asObject(page.metadata);
      for (const item of asList(page.items)) {
        objects.push(toObserved(item, kind));
      }
      place = String(metadata.resourceVersion ?? '');
      next = (metadata.continue as string | undefined) || undefined;
    } while (next !== undefined);
    this.#isAnswered();
    await observed(() =>
      observer.onListed(objects, {
        kinds: [kind],
        ageMs: performance.now() - startedAt,
      }),
    );
    return place;
  }

  async #watch(from: string, signal: AbortSignal): Promise<void> {
    const { connection, silenceMs, timeoutMs, watchSeconds } = this.#options;
    const stream = await openStream(
      connection,
      this.#path(),
      {
        ...this.#query(),
        watch: 'true',
        allowWatchBookmarks: 'true',
        resourceVersion: from,
        timeoutSeconds: watchSeconds,
      },
      { signal, timeoutMs },
    );
    this.#isAnswered();
    for await (const lines of readLines(stream, silenceMs)) {
      await this.#take(lines);
    }
  }

  async #take(lines: string[]): Promise<void> {
    const { kind, observer } = this.#options;
    const changes = new Map<string, ObservedObject>();
    const flush = async () => {
      if (changes.size > 0) {
        const batch = [...changes.values()];
        await observed(() => observer.onChanged(batch));
        changes.clear();
      }
    };
    let place = this.#place;
    let failure: ApiError | undefined;
    for (const line of lines) {
      const { object: raw, type } = JSON.parse(line);
      if (type === 'ERROR') {
        failure = ApiError.of(500, raw);
        break;
      }
      const object = toObserved(raw, kind);
      place = object.resourceVersion || place;
      if (type === 'BOOKMARK') {
        await flush();
        await observed(async () => observer.onCurrent?.({ kinds: [kind] }));
      } else if (type === 'DELETED') {
        await flush();
        await observed(() => observer.onDeleted(object));
      } else {
        changes.set(`${object.namespace}/${object.name}`, object);
      }
    }
    await flush();
    this.#place = place;
    if (failure) {
      throw failure;
    }
  }

  #path(): string {
    const { kind, namespace } = this.#options;
    const base = kind.apiVersion.includes('/') ? '/apis' : '/api';
    return [
      base,
      kind.apiVersion,
      ...(namespace ? ['namespaces', namespace] : []),
      this.#plural,
    ].join('/');
  }

  #query() {
    return { labelSelector: this.#options.labelSelector };
  }
}

async function observed(tell: () => Promise<void>): Promise<void> {
  try {
    await tell();
  } catch (error) {
    throw new ObserverError(String(error), { cause: error });
  }
}

export interface KindWatchOptions {
  connection: ClusterConnection;
  kind: KindRef;
  observer: ControlPlaneObserver;
  labelSelector: string;
  /** All, where absent. */
  namespace?: string;
  pageSize: number;
  /** For an answer to begin, and for a page to arrive. */
  timeoutMs: number;
  /** After which the server ends a watch. */
  watchSeconds: number;
  /** Without anything, not even a bookmark, before a watch is given up. */
  silenceMs: number;
  backoff: { minMs: number; maxMs: number };
  onReachable(reachable: boolean, reason?: string): void;
  onFailure(error: Error): void;
}
