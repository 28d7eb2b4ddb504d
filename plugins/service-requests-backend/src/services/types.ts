import type {
  Operation,
  ServiceStatus,
} from '@callboard/backstage-plugin-service-requests-common';
import type { Judgement, Phase } from '../convergence';

/** A service as it is stored. Instants are epoch milliseconds, days `YYYY-MM-DD`. */
export interface ServiceRecord {
  id: string;
  version: number;
  createdAt: number;
  updatedAt: number;
  entityRef: string;
  name: string;
  offering: string;
  offeringVersion: number;
  environment: string;
  production: boolean;
  region: string;
  owner: string;
  /** Who asked for it to be made: an entity ref or a subject. */
  requestedBy: string;
  costCentre?: string;
  /** The request that made it. */
  requestId: string;
  /** The merged request that changes it, until the change is seen. */
  changeRequestId?: string;
  phase: Phase;
  status: ServiceStatus;
  statusReason?: string;
  statusSince: number;
  /** When what is under way was merged. */
  mergedAt: number;
  /** All of them, as merged. */
  parameters: Record<string, unknown>;
  /** What was last seen of it. */
  judgement: Omit<Judgement, 'status' | 'reason'>;
  endDate?: string;
  /** The last warning of its end was given this many days before. */
  warnedDays?: number;
  /** For a month; absent where unknown. */
  cost?: number;
  currency?: string;
  readyAt?: number;
  removedAt?: number;
}

/** One change of a service, by the request that brought it. */
export interface ServiceChangeRecord {
  id: string;
  serviceId: string;
  requestId: string;
  operation: Operation;
  actor?: string;
  changes: { parameter: string; before?: unknown; after?: unknown }[];
  at: number;
  /** When it was seen to be so. */
  appliedAt?: number;
}

/** Of a service that nothing has been seen of. */
export const NOTHING_SEEN: ServiceRecord['judgement'] = {
  secrets: [],
  observed: {},
  drift: [],
  conditions: [],
  objects: [],
};

/** Its folder in the repository of manifests. */
export function folderOf(service: {
  environment: string;
  region: string;
  name: string;
}): string {
  return `services/${service.environment}/${service.region}/${service.name}`;
}

/** As which entity the catalog has it. */
export function entityRefOf(service: {
  environment: string;
  region: string;
  name: string;
}): string {
  return `resource:default/${service.environment}-${service.region}-${service.name}`;
}
