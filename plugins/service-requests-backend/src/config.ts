import path from 'node:path';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const ROOT = 'callboard.serviceRequests';

/** `callboard.serviceRequests`, apart from what its parts read themselves. */
export interface ServiceRequestsConfig {
  /** In how many hours a review should be done. */
  reviewHours: number;
  /** For how many hours a claimed review is its reviewer's. */
  claimHours: number;
  /** After how many days without a change an open request expires. */
  expireDays: number;
  /** How many days before its end a service's owner is warned, in descending order. */
  warnDays: number[];
  gitops: {
    directory: string;
    branch: string;
    author: { name: string; email: string };
    /** How often an open pull request is looked at without a hint, seconds. */
    pollSeconds: number;
    /** How many clones are served at the same time. */
    clones: number;
  };
}

/** Throws InputError for values that cannot be meant. */
export function readServiceRequestsConfig(root: Config): ServiceRequestsConfig {
  const config = root.getOptionalConfig(ROOT);
  const positive = (key: string, otherwise: number) => {
    const value = config?.getOptionalNumber(key) ?? otherwise;
    if (!(value > 0)) {
      throw new InputError(`${ROOT}.${key} must be a number over 0`);
    }
    return value;
  };
  const warnDays = config?.getOptional('services.warnDays') ?? [14, 3, 1];
  if (
    !Array.isArray(warnDays) ||
    !warnDays.every(days => Number.isInteger(days) && Number(days) > 0)
  ) {
    throw new InputError(
      `${ROOT}.services.warnDays must be a list of whole numbers over 0`,
    );
  }
  return {
    reviewHours: positive('review.hours', 24),
    claimHours: positive('review.claimHours', 4),
    expireDays: positive('review.expireDays', 30),
    warnDays: (warnDays as number[]).sort((a, b) => b - a),
    gitops: {
      directory: path.resolve(
        config?.getOptionalString('gitops.directory') ??
          '.callboard/gitops.git',
      ),
      branch: config?.getOptionalString('gitops.branch') ?? 'main',
      author: {
        name: config?.getOptionalString('gitops.author.name') ?? 'Callboard',
        email:
          config?.getOptionalString('gitops.author.email') ??
          'callboard@localhost',
      },
      pollSeconds: positive('gitops.pollSeconds', 30),
      clones: positive('gitops.clones', 4),
    },
  };
}
