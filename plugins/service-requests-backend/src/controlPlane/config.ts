import { type Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { DEFAULT_TIMEOUTS, type Timeouts } from '../convergence';
import { DEFAULT_DELAYS, type SandboxDelays } from './sandbox';

const KEY = 'callboard.serviceRequests.controlPlane';

/** `callboard.serviceRequests.controlPlane` */
export type ControlPlaneConfig = {
  timeouts: Timeouts;
} & (
  | { type: 'sandbox'; delays: SandboxDelays }
  | ({ type: 'kubernetes' } & KubernetesConfig)
);

export interface KubernetesConfig {
  /** A file; the usual places where absent, see docs/control-plane.md. */
  kubeconfig?: string;
  context?: string;
  /** As the service account of the pod that the backend runs in. */
  inCluster: boolean;
  /** Objects in a page of a listing. */
  pageSize: number;
}

/** Throws InputError for values that cannot be meant. */
export function readControlPlaneConfig(root: Config): ControlPlaneConfig {
  const config = root.getOptionalConfig(KEY);
  const timeouts = readDurations(config, 'timeouts', DEFAULT_TIMEOUTS);
  const type = config?.getOptionalString('type') ?? 'sandbox';
  switch (type) {
    case 'sandbox':
      return {
        type,
        timeouts,
        delays: readDurations(config, 'delays', DEFAULT_DELAYS),
      };
    case 'kubernetes': {
      const kubeconfig = config!.getOptionalString('kubeconfig');
      const context = config!.getOptionalString('context');
      const inCluster = config!.getOptionalBoolean('inCluster') ?? false;
      const pageSize = config!.getOptionalNumber('pageSize') ?? 500;
      if (inCluster && (kubeconfig !== undefined || context !== undefined)) {
        throw new InputError(
          `${KEY}: inCluster goes without kubeconfig and context`,
        );
      }
      if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > 5_000) {
        throw new InputError(
          `${KEY}.pageSize must be a whole number from 1 to 5000`,
        );
      }
      return { type, timeouts, kubeconfig, context, inCluster, pageSize };
    }
    default:
      throw new InputError(
        `${KEY}.type must be sandbox or kubernetes, not '${type}'`,
      );
  }
}

function readDurations<T extends { [key in keyof T]: number }>(
  config: Config | undefined,
  key: string,
  otherwise: T,
): T {
  const given = config?.getOptionalConfig(key);
  const unknown = given?.keys().find(name => !Object.hasOwn(otherwise, name));
  if (unknown) {
    throw new InputError(`${KEY}.${key}.${unknown} means nothing`);
  }
  return Object.fromEntries(
    Object.entries(otherwise).map(([name, ms]) => [
      name,
      given?.has(name)
        ? durationToMilliseconds(readDurationFromConfig(given, { key: name }))
        : ms,
    ]),
  ) as T;
}
