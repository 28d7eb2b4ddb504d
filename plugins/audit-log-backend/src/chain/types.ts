import type { JsonObject } from '@backstage/types';
import type {
  EntryKind,
  Outcome,
  Refs,
  Severity,
  Subject,
} from '@callboard/backstage-plugin-audit-log-common';

/** What is to be recorded; where it stands in the chain is decided later. */
export interface Draft {
  /** A UUID in lower case; what has been recorded under it is not recorded again. */
  id: string;
  /** Epoch milliseconds; when it is recorded where it is not known. */
  at?: number;
  plugin: string;
  kind: EntryKind;
  action: string;
  outcome: Outcome;
  /** Never empty. */
  actor: string;
  subject?: Subject;
  /** Entity refs, complete and in lower case. */
  siteRefs: string[];
  refs: Refs;
  severity?: Severity;
  correlationId?: string;
  request?: JsonObject;
  before?: JsonObject;
  after?: JsonObject;
  data: JsonObject;
  /** Parts that were too large to keep whole. */
  cut?: string[];
}

/** An entry as it is signed: with its place and times. */
export interface SealedEntry extends Omit<Draft, 'at'> {
  /** The version of this shape. */
  v: 1;
  position: number;
  /** Both RFC 3339 in UTC. */
  at: string;
  recordedAt: string;
}

/** Where the chain ends, and up to where it was purged. */
export interface Tip {
  position: number;
  hash: string;
  purgedTo: number;
  /** The hash of the last entry that was purged: what the first one left is linked to. */
  purgedHash: string;
  /** Epoch milliseconds of the last entry. */
  recordedAt: number;
}

/** The action of the entry that a purge leaves. */
export const PURGED = 'audit-log.purged';
/** The action of the entry that is made where an append finds the end of the chain changed. */
export const TAMPERING = 'audit-log.tampering-noticed';
/** What this plugin calls itself where it acts on its own. */
export const SYSTEM = 'system:audit-log';
