import type {
  EndpointStatus,
  Profile,
  Scope,
} from '@callboard/backstage-plugin-webhooks-common';

/** An endpoint as it is stored; its headers are sealed. */
export interface EndpointRecord {
  id: string;
  version: number;
  /** RFC 3339 in UTC. */
  createdAt: string;
  updatedAt: string;
  title: string;
  description?: string;
  url: string;
  eventTypes: string[];
  scope: Scope;
  /** The site its scope is in, resolved when the scope was set. */
  siteRef?: string;
  sealedHeaders?: string;
  includePersonalData: boolean;
  profile: Profile;
  owner: string;
  createdBy: string;
  status: EndpointStatus;
  disabledReason?: string;
}

/** How an endpoint has been answering, and what is before it. */
export interface EndpointCondition {
  failingSince?: string;
  lastSuccessAt?: string;
  lastFailureAt?: string;
  lastError?: string;
  oldSecretExpiresAt?: string;
  queue: { pending: number; dead: number };
}
