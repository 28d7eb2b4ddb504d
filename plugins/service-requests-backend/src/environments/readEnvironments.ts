import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { IANAZone } from 'luxon';
import { type EnvironmentConfig, namespaceIn } from './EnvironmentConfig';
import {
  type MaintenanceWindow,
  type Weekday,
  WEEKDAYS,
} from './maintenanceWindows';

const KEY = 'callboard.serviceRequests.environments';
const DNS_LABEL = /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/**
 * `callboard.serviceRequests.environments`, in the order in which they are
 * offered; none where nothing is said. Throws InputError, naming the path, for
 * what cannot be meant.
 */
export function readEnvironments(root: Config): EnvironmentConfig[] {
  const environments = (root.getOptionalConfigArray(KEY) ?? []).map(
    (config, index) => readEnvironment(config, `${KEY}[${index}]`),
  );
  requireDistinct(
    environments.map(({ name }) => name),
    KEY,
  );
  return environments;
}

function readEnvironment(config: Config, path: string): EnvironmentConfig {
  const name = readLabel(config.getString('name'), `${path}.name`);
  const production = config.getOptionalBoolean('production') ?? false;
  const windows = config
    .getOptionalConfigArray('windows')
    ?.map((window, index) => readWindow(window, `${path}.windows[${index}]`));
  const regions = readRegions(config, `${path}.regions`);
  return {
    name,
    title: config.getOptionalString('title') ?? name,
    production,
    regions,
    reviewers:
      readCount(config, 'reviewers', `${path}.reviewers`) ??
      (production ? 2 : 1),
    autoMerge: config.getOptionalBoolean('autoMerge') ?? false,
    requiresEndDate:
      config.getOptionalBoolean('requiresEndDate') ?? !production,
    maxDays: readCount(config, 'maxDays', `${path}.maxDays`),
    namespace: readNamespace(
      config.getOptionalString('namespace') ?? `${name}-{region}`,
      regions,
      `${path}.namespace`,
    ),
    ...(windows && windows.length > 0 && { windows }),
  };
}

function readRegions(
  config: Config,
  path: string,
): EnvironmentConfig['regions'] {
  const entries: unknown = config.getOptional('regions');
  if (!Array.isArray(entries) || entries.length === 0) {
    throw new InputError(
      `${path} must name at least one region: nothing can be made in an environment without`,
    );
  }
  const regions = entries.map((entry, index) => {
    const { name, title } =
      typeof entry === 'string' ? { name: entry } : (entry ?? {});
    return {
      name: readLabel(name, `${path}[${index}]`),
      title: typeof title === 'string' && title ? title : name,
    };
  });
  requireDistinct(
    regions.map(({ name }) => name),
    path,
  );
  return regions;
}

function readWindow(config: Config, path: string): MaintenanceWindow {
  const days = config.getOptionalStringArray('days') ?? [...WEEKDAYS];
  const unknown = days.find(day => !WEEKDAYS.includes(day as Weekday));
  if (days.length === 0 || unknown !== undefined) {
    throw new InputError(
      `${path}.days must be days of the week (${WEEKDAYS.join(', ')})${
        unknown === undefined ? '' : `, and '${unknown}' is none`
      }`,
    );
  }
  const timeZone = config.getOptionalString('timeZone') ?? 'UTC';
  if (!IANAZone.isValidZone(timeZone)) {
    throw new InputError(
      `${path}.timeZone must be an IANA time zone such as Europe/Rome, and '${timeZone}' is none`,
    );
  }
  const window = {
    days: days as Weekday[],
    from: readTime(config, 'from', path),
    to: readTime(config, 'to', path),
    timeZone,
  };
  if (window.from === window.to) {
    throw new InputError(`${path} begins and ends at ${window.from}`);
  }
  return window;
}

function readTime(config: Config, key: string, path: string): string {
  const value = config.getString(key);
  if (!TIME.test(value)) {
    throw new InputError(
      `${path}.${key} must be a time of day as HH:MM, and '${value}' is none`,
    );
  }
  return value;
}

/** One service may be in several regions under one name, which is unique in a namespace. */
function readNamespace(
  template: string,
  regions: EnvironmentConfig['regions'],
  path: string,
): string {
  for (const { name } of regions) {
    readLabel(namespaceIn({ namespace: template }, name), path);
  }
  if (regions.length > 1 && !template.includes('{region}')) {
    throw new InputError(
      `${path} must contain {region} where there are several regions: what is made in two of them has one name`,
    );
  }
  return template;
}

function readLabel(value: unknown, path: string): string {
  if (typeof value !== 'string' || !DNS_LABEL.test(value)) {
    throw new InputError(
      `${path} must be a DNS label (a to z, 0 to 9 and hyphens, at most 63), and '${value}' is none`,
    );
  }
  return value;
}

function readCount(
  config: Config,
  key: string,
  path: string,
): number | undefined {
  const value = config.getOptionalNumber(key);
  if (value !== undefined && (!Number.isInteger(value) || value < 1)) {
    throw new InputError(`${path} must be a whole number from 1, not ${value}`);
  }
  return value;
}

function requireDistinct(names: string[], path: string): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new InputError(`${path} has '${twice}' twice`);
  }
}
