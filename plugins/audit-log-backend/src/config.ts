import { type Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';

/** `callboard.auditLog`. Durations are milliseconds. */
export interface AuditLogConfig {
  /** The first signs, all verify. */
  keys: string[];
  /** Where signed heads are kept; absent where none are. */
  headsDirectory?: string;
  /** Absent for ever. */
  retentionMs?: number;
  /** How often the catalog's memberships are looked at. */
  watchMs: number;
}

const ROOT = 'callboard.auditLog';

/** Throws InputError for values that cannot be meant. */
export function readAuditLogConfig(root: Config): AuditLogConfig {
  const config = root.getOptionalConfig(ROOT);
  const keys = config?.getOptionalStringArray('keys') ?? [];
  if (keys.length === 0) {
    throw new InputError(
      `${ROOT}.keys is missing: the audit log is signed with its first entry, a text of 32 characters or more`,
    );
  }
  const duration = (key: string) =>
    config?.has(key)
      ? durationToMilliseconds(readDurationFromConfig(config, { key }))
      : undefined;
  return {
    keys,
    headsDirectory: config?.getOptionalString('headsDirectory'),
    retentionMs: duration('retention'),
    watchMs: duration('accessReview.interval') ?? 5 * 60_000,
  };
}
