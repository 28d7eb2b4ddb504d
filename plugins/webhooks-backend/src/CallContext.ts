import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Idempotency } from '@callboard/backend-database';
import type { Request } from 'express';

/** Who asks for a change, and how often it may count. */
export interface CallContext {
  credentials: BackstageCredentials;
  /** User entity ref or service subject: what events and records name. */
  actor: string;
  /** For the audit log. */
  request?: Request;
  idempotency?: Idempotency;
}
