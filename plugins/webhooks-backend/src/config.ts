import {
  type Config,
  ConfigReader,
  readDurationFromConfig,
} from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, type HumanDuration } from '@backstage/types';
import {
  DEFAULT_RETRY_DELAYS_MS,
  type RetrySchedule,
} from './domain/retrySchedule';

/** `callboard.webhooks`, with its defaults. Durations are milliseconds. */
export interface WebhooksConfig {
  secretKeys: string[];
  allowedAddresses: string[];
  timeoutMs: number;
  maxWaitMs: number;
  schedule: RetrySchedule;
  concurrencyPerEndpoint: number;
  concurrency: number;
  disableAfterMs: number;
  retentionMs: number;
  callbackBaseUrl?: string;
}

const ROOT = 'callboard.webhooks';

/** Throws InputError for values that cannot be meant. */
export function readWebhooksConfig(root: Config): WebhooksConfig {
  const config = root.getOptionalConfig(ROOT);
  const duration = (key: string, otherwise: HumanDuration) =>
    durationToMilliseconds(
      config?.has(key) ? readDurationFromConfig(config, { key }) : otherwise,
    );
  const atLeastOne = (key: string, otherwise: number) => {
    const value = config?.getOptionalNumber(key) ?? otherwise;
    if (!Number.isInteger(value) || value < 1) {
      throw new InputError(`${ROOT}.${key} must be a whole number from 1`);
    }
    return value;
  };
  return {
    secretKeys: readSecretKeys(config),
    allowedAddresses: config?.getOptionalStringArray('allowedAddresses') ?? [],
    timeoutMs: duration('timeout', { seconds: 15 }),
    maxWaitMs: duration('ordering.maxWait', { minutes: 10 }),
    schedule: {
      delaysMs: readSchedule(config),
      jitter: readJitter(config),
    },
    concurrencyPerEndpoint: atLeastOne('concurrencyPerEndpoint', 4),
    concurrency: atLeastOne('concurrency', 200),
    disableAfterMs: duration('disableAfter', { days: 5 }),
    retentionMs: duration('retention', { days: 90 }),
    callbackBaseUrl: config
      ?.getOptionalString('callbackBaseUrl')
      ?.replace(/\/+$/, ''),
  };
}

function readSecretKeys(config: Config | undefined): string[] {
  const keys = config?.getOptionalStringArray('secretKeys') ?? [];
  if (keys.length === 0) {
    throw new InputError(
      `${ROOT}.secretKeys is missing: the secrets of endpoints are encrypted with its first entry, a text of 32 characters or more`,
    );
  }
  return keys;
}

function readSchedule(config: Config | undefined): number[] {
  const key = 'retry.schedule';
  if (!config?.has(key)) {
    return DEFAULT_RETRY_DELAYS_MS;
  }
  const entries = config.getOptional(key);
  if (!Array.isArray(entries)) {
    throw new InputError(`${ROOT}.${key} must be a list of durations`);
  }
  return entries.map(entry =>
    durationToMilliseconds(
      readDurationFromConfig(new ConfigReader({ pause: entry }, ROOT), {
        key: 'pause',
      }),
    ),
  );
}

function readJitter(config: Config | undefined): number {
  const jitter = config?.getOptionalNumber('retry.jitter') ?? 0.1;
  if (jitter < 0 || jitter > 1) {
    throw new InputError(`${ROOT}.retry.jitter must be from 0 to 1`);
  }
  return jitter;
}
