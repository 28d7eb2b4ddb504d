import type { ObservedObject } from '@callboard/backstage-plugin-service-requests-node';
import { reconcile } from './reconcile';
import { forProviderOf, simulate, type Simulated } from './simulate';
import type {
  Behaving,
  Manifest,
  SandboxDelays,
  SandboxObject,
  StatusShape,
} from './types';

const BEHAVES: Behaving = { behaviour: 'normal', since: 0 };

/** How everything looks at a moment. */
export interface View {
  /** By identity. */
  objects: Map<string, ObservedObject>;
  /** What has vanished since the last look. */
  gone: SandboxObject[];
  /** When something looks different by itself. */
  dueAt?: number;
}

export interface Circumstances {
  /** By service. */
  behaving: Map<string, Behaving>;
  delays: SandboxDelays;
  shapes: StatusShape[];
}

/** The sandbox's objects. What has not changed is not looked at again before it is due. */
export class World {
  readonly #objects: Map<string, SandboxObject>;
  readonly #touched = new Map<string, SandboxObject>();
  readonly #looks = new Map<string, Look>();
  #applied: Manifest[] | undefined;

  private constructor(objects: SandboxObject[]) {
    this.#objects = new Map(objects.map(object => [object.identity, object]));
  }

  static of(objects: SandboxObject[]): World {
    return new World(objects);
  }

  /** Takes merged manifests over, where they are others than before. */
  apply(manifests: Manifest[], now: number): void {
    if (this.#applied === manifests) {
      return;
    }
    this.#applied = manifests;
    for (const object of reconcile(this.#objects, manifests, now)) {
      this.#touched.set(object.identity, object);
    }
  }

  look(now: number, circumstances: Circumstances): View {
    const view: View = { objects: new Map(), gone: [] };
    for (const object of [...this.#objects.values()]) {
      const {
        dueAt,
        gone,
        object: seen,
      } = this.#lookAt(object, now, circumstances);
      if (gone) {
        this.#forget(object);
        view.gone.push(object);
      } else {
        view.objects.set(object.identity, seen);
        view.dueAt = earliest(view.dueAt, dueAt);
      }
    }
    return view;
  }

  /** What is different from what is stored. */
  takeTouched(): SandboxObject[] {
    const touched = [...this.#touched.values()];
    this.#touched.clear();
    return touched;
  }

  #lookAt(
    object: SandboxObject,
    now: number,
    { behaving, delays, shapes }: Circumstances,
  ): Simulated {
    const how = behaving.get(object.serviceId ?? '') ?? BEHAVES;
    const before = this.#looks.get(object.identity);
    if (
      before?.object === object &&
      before.how.behaviour === how.behaviour &&
      before.how.since === how.since &&
      !(before.seen.dueAt !== undefined && before.seen.dueAt <= now)
    ) {
      return before.seen;
    }
    const { apiVersion, kind } = object.manifest;
    const shape = shapes.find(
      one => one.kind === kind && one.apiVersion === apiVersion,
    );
    const seen = simulate(object, how, now, delays, shape);
    if (seen.settled && object.settledAt === undefined && !seen.gone) {
      return this.#lookAt(this.#settle(object, now), now, {
        behaving,
        delays,
        shapes,
      });
    }
    this.#looks.set(object.identity, { object, how, seen });
    return seen;
  }

  /** What was asked for has taken effect. */
  #settle(object: SandboxObject, now: number): SandboxObject {
    const settled = {
      ...object,
      settledAt: now,
      provider: forProviderOf(object),
    };
    this.#objects.set(object.identity, settled);
    this.#touched.set(object.identity, settled);
    return settled;
  }

  #forget({ identity }: SandboxObject): void {
    this.#objects.delete(identity);
    this.#touched.delete(identity);
    this.#looks.delete(identity);
    // Something of the same name may have been merged while it went.
    this.#applied = undefined;
  }
}

interface Look {
  object: SandboxObject;
  how: Behaving;
  seen: Simulated;
}

function earliest(
  one: number | undefined,
  other: number | undefined,
): number | undefined {
  return one === undefined || (other !== undefined && other < one)
    ? other
    : one;
}
