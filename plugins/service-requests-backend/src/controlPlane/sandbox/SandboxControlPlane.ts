import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Database } from '@callboard/backend-database';
import type {
  ControlPlane,
  ControlPlaneObserver,
  GitOpsBackend,
} from '@callboard/backstage-plugin-service-requests-node';
import { type ManifestCache, readManifests } from './readManifests';
import { SandboxBehaviours, SandboxStore } from './SandboxStore';
import {
  DEFAULT_DELAYS,
  type Manifest,
  type SandboxDelays,
  type StatusShape,
} from './types';
import { Waiter } from './Waiter';
import { type View, World } from './World';

/** How soon what another backend has merged is seen, where nothing says so. */
const POLL_MS = 5_000;
const RETRY_MS = 1_000;

/**
 * Stands in for a cluster: what is merged comes to be, after a while, and looks
 * as Crossplane would show it. Nothing of it is real.
 *
 * What it does at a moment is a function of that moment and of its table, so a
 * restart goes on where it was. It passes over its objects when it is kicked
 * (something was merged, or told to behave otherwise), when the next of them is
 * due, and now and then in case another backend was kicked instead. With delays
 * of zero, one pass takes a merged manifest all the way.
 */
export class SandboxControlPlane implements ControlPlane {
  readonly kind = 'sandbox';
  readonly sandbox = true;
  readonly #gitops: GitOpsBackend;
  readonly #database: Database;
  readonly #store: SandboxStore;
  readonly #behaviours = new SandboxBehaviours();
  readonly #logger?: LoggerService;
  readonly #delays: SandboxDelays;
  readonly #shapes: () => StatusShape[];
  readonly #now: () => number;
  readonly #pollMs: number;
  readonly #waiter = new Waiter();

  private constructor(options: SandboxControlPlaneOptions) {
    this.#gitops = options.gitops;
    this.#database = options.database;
    this.#store = SandboxStore.create(options);
    this.#logger = options.logger;
    this.#delays = { ...DEFAULT_DELAYS, ...options.delays };
    this.#shapes = options.shapes ?? (() => []);
    this.#now = options.now ?? Date.now;
    this.#pollMs = options.pollMs ?? POLL_MS;
  }

  static create(options: SandboxControlPlaneOptions): SandboxControlPlane {
    return new SandboxControlPlane(options);
  }

  kick(): void {
    this.#waiter.wake();
  }

  async watch(
    observer: ControlPlaneObserver,
    signal: AbortSignal,
  ): Promise<void> {
    const stopListening = this.#gitops.onChange?.(() => this.kick());
    let pass: Pass | undefined;
    let kicked = false;
    try {
      while (!signal.aborted) {
        try {
          pass ??= await this.#begin(observer);
          const dueAt = await this.#pass(pass);
          observer.onReachable(true);
          if (kicked) {
            await observer.onCurrent?.();
          }
          kicked = await this.#waiter.wait(this.#untilDue(dueAt), signal);
        } catch (error) {
          // What was half done is done again, from what is stored.
          pass = undefined;
          this.#logger?.warn(`The sandbox could not go on: ${error}`);
          observer.onReachable(false, 'The sandbox cannot go on');
          await this.#waiter.wait(RETRY_MS, signal);
        }
      }
    } finally {
      stopListening?.();
    }
  }

  async #begin(observer: ControlPlaneObserver): Promise<Pass> {
    return {
      world: World.of(await this.#store.objects()),
      shown: new Map(),
      cache: new Map(),
      manifests: [],
      observer,
    };
  }

  #untilDue(dueAt = Infinity): number {
    return Math.max(0, Math.min(this.#pollMs, dueAt - this.#now()));
  }

  /** Answers with when something happens by itself. */
  async #pass(pass: Pass): Promise<number | undefined> {
    const { world } = pass;
    const now = this.#now();
    await this.#readMerged(pass);
    world.apply(pass.manifests, now);
    const behaving = await this.#database.read(db => this.#behaviours.read(db));
    const view = world.look(now, {
      behaving,
      delays: this.#delays,
      shapes: this.#shapes(),
    });
    // Before anybody is told: what was told is true after a restart, too.
    await this.#store.save(
      world.takeTouched(),
      view.gone.map(({ identity }) => identity),
    );
    await tell(pass, view);
    // Its name may be wanted again: see World.
    return view.gone.length > 0 ? now : view.dueAt;
  }

  async #readMerged(pass: Pass): Promise<void> {
    const head = await this.#gitops.head();
    if (head !== pass.head) {
      const { manifests, problems } = await readManifests(
        this.#gitops,
        head,
        pass.cache,
      );
      problems.forEach(problem =>
        this.#logger?.warn(`The sandbox cannot read ${problem}`),
      );
      Object.assign(pass, { head, manifests });
    }
  }
}

interface Pass {
  world: World;
  /** Version of each object as it was last told. */
  shown: Map<string, string>;
  cache: ManifestCache;
  observer: ControlPlaneObserver;
  /** The commit that `manifests` are of. */
  head?: string;
  manifests: Manifest[];
  listed?: boolean;
}

/** A listing at first, and then what is different. */
async function tell(pass: Pass, { gone, objects }: View): Promise<void> {
  const { observer, shown } = pass;
  const fresh = [...objects].filter(
    ([identity, object]) => shown.get(identity) !== object.resourceVersion,
  );
  if (!pass.listed) {
    await observer.onListed([...objects.values()]);
  } else if (fresh.length > 0) {
    await observer.onChanged(fresh.map(([, object]) => object));
  }
  for (const [identity, object] of fresh) {
    shown.set(identity, object.resourceVersion);
  }
  for (const object of gone) {
    shown.delete(object.identity);
    if (pass.listed) {
      await observer.onDeleted({ ...object.manifest, uid: object.uid });
    }
  }
  pass.listed = true;
}

export interface SandboxControlPlaneOptions {
  gitops: GitOpsBackend;
  database: Database;
  logger?: LoggerService;
  /** A few seconds each by default; all zero: at once. */
  delays?: Partial<SandboxDelays>;
  /** Where the offerings look in an object's status. */
  shapes?: () => StatusShape[];
  /** Epoch milliseconds. */
  now?: () => number;
  /** How often it looks without being kicked; 5 s. */
  pollMs?: number;
}
