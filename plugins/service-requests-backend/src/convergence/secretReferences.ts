import type { SecretReference } from '@callboard/backstage-plugin-service-requests-common';
import type { ObservedObject } from '@callboard/backstage-plugin-service-requests-node';
import type { Health } from './conditions';
import { readObjectPath } from './paths';
import type { DesiredSecret } from './types';

/** On an object, by whoever rotates its credential: RFC 3339. */
export const ROTATED_AT_ANNOTATION = 'callboard.dev/secret-rotated-at';

const DAY_MS = 24 * 60 * 60_000;

/**
 * Where a credential is and how it does, of what an object says of it. Nothing
 * here reads a Secret: a name, an ARN, a state and a time are all there is.
 *
 * It is overdue when it was last rotated more than so many days ago; one that
 * was never rotated is as old as its object.
 */
export function secretReference(
  secret: DesiredSecret,
  object: ObservedObject | undefined,
  health: Health | undefined,
  options: { objectName: string; now: number },
): SecretReference {
  const read = (path: string | undefined) =>
    object && path ? readObjectPath(object, path, 'status') : undefined;
  const arn = asText(read(secret.arnPath));
  const lastRotatedAt = asInstant(
    read(secret.rotatedAtPath) ?? object?.annotations[ROTATED_AT_ANNOTATION],
  );
  const since = lastRotatedAt ?? asInstant(object?.creationTimestamp);
  const days = secret.rotateEveryDays;
  return {
    kind: secret.kind,
    name: secret.name ?? nameInArn(arn) ?? options.objectName,
    namespace:
      secret.namespace ?? (secret.name ? object?.namespace : undefined),
    arn,
    ...stateOf(secret, asText(read(secret.statePath)), arn, health),
    lastRotatedAt,
    rotateEveryDays: days,
    overdue:
      days !== undefined &&
      since !== undefined &&
      options.now - Date.parse(since) > days * DAY_MS,
  };
}

/** Whether everything that the object is to say of its secret is said. */
export function isSecretPresent(
  secret: DesiredSecret,
  object: ObservedObject,
): boolean {
  return (
    !secret.arnPath ||
    asText(readObjectPath(object, secret.arnPath, 'status')) !== undefined
  );
}

function stateOf(
  secret: DesiredSecret,
  said: string | undefined,
  arn: string | undefined,
  health: Health | undefined,
): Pick<SecretReference, 'state' | 'message'> {
  if (!health) {
    return { state: 'unknown' };
  }
  if (said !== undefined) {
    return { state: stateBySaying(said), message: said };
  }
  if (health.failure) {
    return { state: 'failed', message: health.failure };
  }
  const there = health.synced && health.ready && (!secret.arnPath || arn);
  return { state: there ? 'synced' : 'pending' };
}

function stateBySaying(said: string): SecretReference['state'] {
  switch (said.toLowerCase()) {
    case 'active':
    case 'synced':
      return 'synced';
    case 'creating':
    case 'rotating':
    case 'pending':
      return 'pending';
    case 'impaired':
    case 'failed':
      return 'failed';
    default:
      return 'unknown';
  }
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function asInstant(value: unknown): string | undefined {
  const at = typeof value === 'string' ? Date.parse(value) : NaN;
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}

/** `arn:aws:secretsmanager:eu-west-1:1234:secret:rds!db-1a2b` → `rds!db-1a2b` */
function nameInArn(arn: string | undefined): string | undefined {
  return arn?.split(':').at(-1) || undefined;
}
