import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  ControlPlane,
  ControlPlaneObserver,
} from '@callboard/backstage-plugin-service-requests-node';
import { redact } from '../../convergence';
import type { ClusterConnection } from './connectCluster';
import { discoverPlural } from './discoverPlural';
import { KindWatch } from './KindWatch';
import type { KindRef } from './toObserved';

/** What Callboard renders has it. */
const LABEL_SELECTOR = 'app.kubernetes.io/managed-by=callboard';
/** For a kind that the cluster does not know yet. */
const UNKNOWN_KIND_MS = 60_000;

/**
 * A cluster with Crossplane in it: a listing and a watch for each kind that
 * offerings render, never a request for one object, and nothing written.
 * Secrets are no such kind, and are never asked for.
 */
export class KubernetesControlPlane implements ControlPlane {
  readonly kind = 'kubernetes';
  readonly sandbox = false;
  readonly #options: KubernetesControlPlaneOptions;
  #connection: Promise<ClusterConnection> | undefined;
  #kicked: (() => void) | undefined;

  private constructor(options: KubernetesControlPlaneOptions) {
    this.#options = options;
  }

  static create(
    options: KubernetesControlPlaneOptions,
  ): KubernetesControlPlane {
    return new KubernetesControlPlane(options);
  }

  /** Offerings may have come to render other kinds; what is watched is seen anyway. */
  kick(): void {
    this.#kicked?.();
  }

  async watch(
    observer: ControlPlaneObserver,
    signal: AbortSignal,
  ): Promise<void> {
    const down = new Map<string, string>();
    const up = new Set<string>();
    const running = new Map<string, Promise<void>>();
    const onReachable = (key: string, isReachable: boolean, reason = '') => {
      const wasDown = down.size > 0;
      if (isReachable) {
        up.add(key);
        down.delete(key);
      } else {
        down.set(key, reason);
      }
      const isNews = wasDown !== down.size > 0 || up.size === 1;
      if (isNews) {
        const [why] = down.values();
        observer.onReachable(down.size === 0, why);
      }
    };
    const startNew = () => {
      for (const kind of this.#options.kinds()) {
        const key = `${kind.apiVersion} ${kind.kind}`;
        if (!running.has(key)) {
          running.set(
            key,
            this.#follow(kind, observer, signal, (isReachable, reason) =>
              onReachable(key, isReachable, reason),
            ),
          );
        }
      }
    };
    this.#kicked = startNew;
    startNew();
    await new Promise<void>(resolve => {
      signal.addEventListener('abort', () => resolve(), { once: true });
      if (signal.aborted) {
        resolve();
      }
    });
    this.#kicked = undefined;
    await Promise.all(running.values());
  }

  async #follow(
    kind: KindRef,
    observer: ControlPlaneObserver,
    signal: AbortSignal,
    onReachable: (reachable: boolean, reason?: string) => void,
  ): Promise<void> {
    const { logger, ...settings } = withDefaults(this.#options);
    const onFailure = (error: Error) =>
      logger?.warn(
        `Watching ${kind.kind} (${kind.apiVersion}): ${redact(error.message || error.name)}`,
      );
    for (let failures = 0; !signal.aborted;) {
      let waitMs = UNKNOWN_KIND_MS;
      try {
        const connection = await this.#connect();
        const plural = await discoverPlural(connection, kind, {
          signal,
          timeoutMs: settings.timeoutMs,
        });
        onReachable(true);
        failures = 0;
        if (plural) {
          const watch = KindWatch.create(
            { ...settings, connection, kind, observer, onReachable, onFailure },
            plural,
          );
          await watch.run(signal);
          return;
        }
        logger?.warn(
          `The cluster has no ${kind.kind} (${kind.apiVersion}); what is asked for of it will not come to be`,
        );
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        onReachable(false, (error as Error).message);
        onFailure(error as Error);
        failures++;
        const { maxMs, minMs } = settings.backoff;
        waitMs = Math.min(maxMs, minMs * 2 ** failures);
      }
      await sleep(waitMs, undefined, { signal }).catch(() => {});
    }
  }

  #connect(): Promise<ClusterConnection> {
    this.#connection ??= this.#options.connect().catch(error => {
      this.#connection = undefined;
      throw error;
    });
    return this.#connection;
  }
}

function withDefaults(options: KubernetesControlPlaneOptions) {
  return {
    logger: options.logger,
    labelSelector: LABEL_SELECTOR,
    namespace: options.namespace,
    pageSize: options.pageSize ?? 500,
    timeoutMs: options.timeoutMs ?? 30_000,
    watchSeconds: options.watchSeconds ?? 300,
    silenceMs: options.silenceMs ?? 120_000,
    backoff: options.backoff ?? { minMs: 250, maxMs: 30_000 },
  };
}

export interface KubernetesControlPlaneOptions {
  connect(): Promise<ClusterConnection>;
  /** What offerings render now. */
  kinds(): KindRef[];
  logger?: LoggerService;
  /** Only objects in this namespace; all by default. */
  namespace?: string;
  /** 500 by default. */
  pageSize?: number;
  /** For an answer; 30 s by default. */
  timeoutMs?: number;
  /** After which the server ends a watch; 300 by default. */
  watchSeconds?: number;
  /** Without a sign of life; two minutes by default, API servers send bookmarks each minute. */
  silenceMs?: number;
  backoff?: { minMs: number; maxMs: number };
}
