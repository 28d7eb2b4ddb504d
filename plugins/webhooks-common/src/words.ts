import type {
  AttemptOutcome,
  DeliveryReason,
  DeliveryStatus,
  EndpointStatus,
  ErrorClass,
  Profile,
  ScopeKind,
} from './types';

/** In place of a credential in an answer; sent back, it keeps what is stored. */
export const REDACTED = '•••';

export const ENDPOINT_STATUSES = [
  'active',
  'paused',
  'disabled',
] as const satisfies readonly EndpointStatus[];

export const SCOPE_KINDS = [
  'all',
  'site',
  'type',
  'resource',
  'offering',
] as const satisfies readonly ScopeKind[];

export const PROFILES = [
  'standard',
  'legacy-flat',
  'legacy-nested',
  'legacy-batch',
] as const satisfies readonly Profile[];

export const DELIVERY_STATUSES = [
  'pending',
  'delivered',
  'dead',
] as const satisfies readonly DeliveryStatus[];

/** Words for a person. */
export const endpointStatusText: Record<EndpointStatus, string> = {
  active: 'Active',
  paused: 'Paused',
  disabled: 'Disabled',
};

export const deliveryStatusText: Record<DeliveryStatus, string> = {
  pending: 'Pending',
  delivered: 'Delivered',
  dead: 'Given up',
};

export const deliveryReasonText: Record<DeliveryReason, string> = {
  attempts_exhausted: 'Every attempt failed',
  address_refused: 'The address is not allowed',
  gone: 'The receiver said that it is gone (410)',
  endpoint_disabled: 'The endpoint was disabled',
  endpoint_deleted: 'The endpoint was deleted',
  owner_not_allowed: 'The endpoint’s owner may not see this any more',
};

export const attemptOutcomeText: Record<AttemptOutcome, string> = {
  sending: 'Sending',
  delivered: 'Delivered',
  failed: 'Failed',
  interrupted: 'Interrupted',
};

export const errorClassText: Record<ErrorClass, string> = {
  http_status: 'Refused',
  timeout: 'Timed out',
  address_refused: 'Address not allowed',
  dns: 'Name not found',
  connection: 'No connection',
  tls: 'TLS failed',
  protocol: 'Not proper HTTP',
  redirect: 'Redirected',
  unknown: 'Failed',
};

export const profileText: Record<Profile, string> = {
  standard: 'Standard Webhooks',
  'legacy-flat': 'Legacy: flat',
  'legacy-nested': 'Legacy: nested',
  'legacy-batch': 'Legacy: batch',
};

/** Whether the form is one of the older reservation service's. */
export function isLegacy(profile: Profile): boolean {
  return profile !== 'standard';
}
