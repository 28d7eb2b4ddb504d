import type {
  Cost,
  FieldError,
  GivenOverride,
  Operation,
  QuotaUse,
  RequestStatus,
  Risk,
  Verdict,
} from '@callboard/backstage-plugin-service-requests-common';

/** A request as it is stored. Instants are epoch milliseconds, days `YYYY-MM-DD`. */
export interface RequestRecord {
  id: string;
  version: number;
  createdAt: number;
  updatedAt: number;
  title: string;
  environment: string;
  regions: string[];
  items: ItemRecord[];
  owner: string;
  requestedBy: string;
  /** Everybody who asked for it or edited it: none of them may decide on it. */
  parties: Party[];
  costCentre?: string;
  reason?: string;
  endDate?: string;
  status: RequestStatus;
  statusReason?: string;
  statusSince: number;
  revision: number;
  /** The last revision that was handed in. */
  submittedRevision?: number;
  submittedAt?: number;
  dueAt?: number;
  claim?: { by: string; deputy?: string; at: number };
  override?: GivenOverride;
  /** Why the portal opened it by itself. */
  automatic?: string;
}

export interface Party {
  ref: string;
  role: 'requester' | 'editor';
}

export interface ItemRecord {
  id: string;
  offering: string;
  offeringVersion: number;
  operation: Operation;
  /** The service's; empty while the parameters do not say it. */
  name: string;
  parameters: Record<string, unknown>;
  targetRef?: string;
  confirm?: string;
  placements: PlacementRecord[];
}

/** An item in one region. The id is given before the service exists: its manifests carry it. */
export interface PlacementRecord {
  region: string;
  serviceId: string;
}

/** A file as it is and as it would be; undefined is absent. */
export interface RevisionFile {
  path: string;
  item: number;
  before?: string;
  after?: string;
}

/** All that can be said of a request without asking anybody. */
export interface Assessment {
  /** What is missing or wrong; the rest is worked out as far as it goes. */
  fields: FieldError[];
  verdicts: Verdict[];
  quotas: QuotaUse[];
  cost: Cost;
  risk: Risk;
}

/** One state of what is asked for, as it was handed in: what an approval is bound to. */
export interface RevisionRecord {
  requestId: string;
  revision: number;
  /** SHA-256 of paths and contents, hex. */
  manifestHash: string;
  /** The commit that the files were rendered against. */
  baseSha: string;
  files: RevisionFile[];
  assessment: Assessment;
  createdBy: string;
  createdAt: number;
}

export interface DecisionRecord {
  id: string;
  requestId: string;
  revision: number;
  manifestHash: string;
  reviewer: string;
  decision: 'approved' | 'rejected' | 'changes_requested';
  comment?: string;
  void?: string;
  at: number;
}

export interface CommentRecord {
  id: string;
  requestId: string;
  revision: number;
  author: string;
  body: string;
  at: number;
}

export interface StepRecord {
  id: string;
  type: string;
  actor: string;
  revision: number;
  status: RequestStatus;
  text?: string;
  at: number;
}
