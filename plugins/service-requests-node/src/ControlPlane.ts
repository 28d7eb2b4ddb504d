/**
 * What has been made of the manifests: objects as a Kubernetes API shows them.
 *
 * An implementation lists once and then watches; whenever it has lost its place
 * (an outage, 410 Gone) it lists again. It never asks for objects one by one.
 */
export interface ControlPlane {
  /** `sandbox`, `kubernetes`, … */
  readonly kind: string;
  /** True where nothing is real: every screen then says so. */
  readonly sandbox: boolean;

  /** Watches until `signal` aborts. Resolves then; rejects only for what cannot be retried. */
  watch(observer: ControlPlaneObserver, signal: AbortSignal): Promise<void>;

  /** A hint that merged manifests have changed. */
  kick?(): void;
}

export interface ControlPlaneObserver {
  /**
   * What there is, from a complete listing: whatever is known and not among
   * these is gone. Called again after each new listing. With `listing.kinds`
   * it is complete for these kinds only.
   */
  onListed(objects: ObservedObject[], listing?: Listing): Promise<void>;
  /**
   * What has been told so far is complete as of so long ago: a bookmark, say.
   * It proves that what is not among it is not there.
   */
  onCurrent?(listing?: Listing): Promise<void>;
  /** Objects that are new or have changed. */
  onChanged(objects: ObservedObject[]): Promise<void>;
  /** An object that is gone, finalizers and all. */
  onDeleted(object: ObjectIdentity): Promise<void>;
  /** The API does not answer (or answers again). What was known may be out of date. */
  onReachable(reachable: boolean, reason?: string): void;
}

export interface Listing {
  /** Which kinds were listed; all where absent. */
  kinds?: { apiVersion: string; kind: string }[];
  /** How long ago it was begun, milliseconds; what was made since may not be among it. */
  ageMs?: number;
}

export interface ObjectIdentity {
  /** `rds.aws.m.upbound.io/v1beta1` */
  apiVersion: string;
  kind: string;
  namespace: string;
  name: string;
  /** A new one under an old name is another object. */
  uid: string;
}

export interface ObservedObject extends ObjectIdentity {
  resourceVersion: string;
  generation: number;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  finalizers: string[];
  /** RFC 3339 */
  creationTimestamp?: string;
  /** RFC 3339; it is being deleted since then. */
  deletionTimestamp?: string;
  conditions: Condition[];
  spec: Record<string, unknown>;
  status: Record<string, unknown>;
}

/** As Crossplane writes them: `Ready`, `Synced`, `LastAsyncOperation`, … */
export interface Condition {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  reason?: string;
  message?: string;
  lastTransitionTime?: string;
  observedGeneration?: number;
}

/** On every object that is rendered: which service it belongs to (its uuid). */
export const SERVICE_ID_LABEL = 'callboard.dev/service-id';
