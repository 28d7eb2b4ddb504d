import type { Operation } from '@callboard/backstage-plugin-service-requests-common';

/** What a limit is for: each owner, each owner in each environment … */
export type QuotaDimension = 'owner' | 'environment' | 'region';

/** A quota as configuration has it; see docs/service-policies.md. */
export interface QuotaRule {
  /** A word in kebab case. */
  id: string;
  title: string;
  unit?: string;
  /** Each of these has the limit for itself; one for all where empty. */
  per: QuotaDimension[];
  /** Entity refs; those of any owner where absent. */
  owners?: string[];
  /** Kind of the owner, `group` or `user`. */
  ownerKind?: string;
  environments?: string[];
  offerings?: string[];
  categories?: string[];
  /** CEL: how much a service takes, over its parameters and its cost. */
  amount: string;
  /** How much is counted where the amount is unknown; refused where absent. */
  whenUnknown?: number;
  limit: number;
  /** Other limits for some owners. */
  limits: { owner: string; limit: number }[];
}

/** A service as it would be after a request. */
export interface QuotaItem {
  serviceId: string;
  /** Entity ref of whose it is, where that is not the request's owner. */
  owner?: string;
  offering: string;
  category: string;
  operation: Operation;
  region: string;
  /** All of them as they would be afterwards. */
  parameters: Record<string, unknown>;
  /** For a month; absent where unknown. */
  cost?: number;
}

/** How much a service would take of one quota. */
export interface QuotaAmount {
  rule: QuotaRule;
  /** Whose limit it is; the lock's name. */
  subject: QuotaSubject;
  serviceId: string;
  /** Altogether, not the difference; absent where it is unknown. */
  amount?: number;
  /** Given back once the service is gone, not when it is merged. */
  removal: boolean;
}

export interface QuotaSubject {
  id: string;
  quota: string;
  owner?: string;
  environment?: string;
  region?: string;
}
