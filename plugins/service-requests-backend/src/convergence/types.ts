import type { SecretReference } from '@callboard/backstage-plugin-service-requests-common';
import type {
  Drift,
  Condition as ServiceCondition,
  ServiceObject,
  ServiceStatus,
} from '@callboard/backstage-plugin-service-requests-common';
import type { ObservedObject } from '@callboard/backstage-plugin-service-requests-node';

/** A manifest as merged, reduced to what can be compared with a cluster. */
export interface DesiredObject {
  object: {
    /** `rds.aws.m.upbound.io/v1beta1`; only its group has to agree. */
    apiVersion: string;
    kind: string;
    name: string;
    /** Any, where absent. */
    namespace?: string;
  };
  leaves: DesiredLeaf[];
  /** Where its address is said, below `status` unless it says otherwise. */
  endpointPath?: string;
  /** Where its port is said, where the address is without one. */
  endpointPort?: string;
  secrets?: DesiredSecret[];
}

export interface DesiredLeaf {
  /** The offering's parameter that it comes from. */
  parameter: string;
  /** `spec.forProvider.allocatedStorage`, or the same without `spec.` */
  specPath: string;
  /** `status.atProvider.allocatedStorage`; absent where the provider never says. */
  statusPath?: string;
  /** Undefined: not asked for, so that anything will do. */
  value: unknown;
}

/** Where a credential is kept; never what it is. */
export interface DesiredSecret {
  kind: SecretReference['kind'];
  /** Of a Kubernetes Secret; absent where only the provider names it. */
  name?: string;
  namespace?: string;
  /** Where the object's status says its ARN. It must be there before anything is ready. */
  arnPath?: string;
  /** Where the object's status says how it does: `active`, `rotating`, `impaired`. */
  statePath?: string;
  /** Where the object's status says when it was last rotated. */
  rotatedAtPath?: string;
  rotateEveryDays?: number;
}

/** An object as kept: what was seen, and what had its name before. */
export interface KnownObject extends ObservedObject {
  /** The object that had this name before; a new UID is another object. */
  previousUid?: string;
  /** It is gone since then, epoch milliseconds. */
  goneAt?: number;
}

/**
 * What is under way: `create`, `change` and `remove` from the merge until it is
 * so, `steady` after that.
 */
export type Phase = 'create' | 'change' | 'remove' | 'steady';

/** How long each may take, milliseconds, before it is said to take too long. */
export interface Timeouts {
  create: number;
  change: number;
  remove: number;
  /** From the merge, where it waits for a maintenance window. */
  window: number;
}

export const DEFAULT_TIMEOUTS: Timeouts = {
  create: 60 * 60_000,
  change: 2 * 60 * 60_000,
  remove: 60 * 60_000,
  window: 8 * 24 * 60 * 60_000,
};

export type Listed = ReadonlyMap<string, number>;

export interface JudgeInput {
  phase: Phase;
  desired: DesiredObject[];
  /** Everything known that has the service's label, also what is gone. */
  observed: (ObservedObject | KnownObject)[];
  /** When what is under way was merged, epoch milliseconds. */
  mergedAt: number;
  now: number;
  timeouts?: Partial<Timeouts>;
  /** Whether the control plane answers now. */
  reachable: boolean;
  /** Since when it does not answer, or why not: for the reason. */
  outage?: string;
  /**
   * As of when what is known is complete, epoch milliseconds: of each kind
   * (`group|kind`), or of all (`*`).
   */
  listedAt?: Listed;
  /** In a change: only these parameters have to be so; all where absent. */
  requested?: string[];
}

export interface Judgement {
  status: ServiceStatus;
  /** Why it is not what was asked for, or not known to be; absent where all is well. */
  reason?: string;
  endpoint?: string;
  secrets: SecretReference[];
  /** By parameter, as the provider says, or as the object's spec does. */
  observed: Record<string, unknown>;
  /** Empty while a change is under way. */
  drift: Drift[];
  conditions: ServiceCondition[];
  objects: ServiceObject[];
}
