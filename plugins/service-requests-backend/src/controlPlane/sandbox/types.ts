import type { SandboxBehaviour } from '@callboard/backstage-plugin-service-requests-common';

export type { SandboxBehaviour };

/** How long things take in the sandbox, milliseconds. */
export interface SandboxDelays {
  /** Until the controller has looked at it. */
  sync: number;
  create: number;
  change: number;
  remove: number;
}

export const DEFAULT_DELAYS: SandboxDelays = {
  sync: 500,
  create: 4_000,
  change: 4_000,
  remove: 3_000,
};

export const NO_DELAYS: SandboxDelays = {
  sync: 0,
  create: 0,
  change: 0,
  remove: 0,
};

/** A merged manifest. */
export interface Manifest {
  apiVersion: string;
  kind: string;
  namespace: string;
  name: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  spec: Record<string, unknown>;
}

/** What the sandbox has made of a manifest. Instants are epoch milliseconds. */
export interface SandboxObject {
  identity: string;
  uid: string;
  serviceId?: string;
  manifest: Manifest;
  generation: number;
  /** What the provider has: `spec.forProvider` as it last took effect. */
  provider?: Record<string, unknown>;
  createdAt: number;
  /** When its spec was last changed. */
  changedAt: number;
  /** When that had taken effect. */
  settledAt?: number;
  /** When it was first asked to go. */
  deletedAt?: number;
}

/** How a service has been told to behave, and since when. */
export interface Behaving {
  behaviour: SandboxBehaviour;
  since: number;
}

/** Where offerings look in the status of objects of a kind. */
export interface StatusShape {
  apiVersion: string;
  kind: string;
  endpoints: { path: string; port?: string }[];
  /** Of secrets' ARNs. */
  arns: string[];
  leaves: { specPath: string; statusPath: string }[];
}
