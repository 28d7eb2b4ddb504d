import type {
  Condition,
  SecretReference,
  Service,
  ServiceObject,
  ServiceStatus,
} from '@callboard/backstage-plugin-service-requests-common';
import type { Tone } from '@callboard/frontend-kit';

/** In the order of a service's life. */
export const SERVICE_STATUSES: readonly ServiceStatus[] = [
  'provisioning',
  'ready',
  'updating',
  'waiting_window',
  'degraded',
  'timed_out',
  'removing',
  'removed',
];

export const OBJECT_TONES: Record<ServiceObject['state'], Tone> = {
  missing: 'neutral',
  creating: 'info',
  ready: 'success',
  updating: 'info',
  failing: 'danger',
  deleting: 'warning',
  gone: 'neutral',
};

export const SECRET_TONES: Record<SecretReference['state'], Tone> = {
  synced: 'success',
  pending: 'info',
  failed: 'danger',
  unknown: 'neutral',
};

export function conditionTone({ status }: Condition): Tone {
  if (status === 'True') {
    return 'success';
  }
  return status === 'False' ? 'danger' : 'neutral';
}

/** Something is happening to it, so that somebody may be watching. */
export function isMoving({ status }: Pick<Service, 'status'>): boolean {
  return ['provisioning', 'updating', 'waiting_window', 'removing'].includes(
    status,
  );
}
