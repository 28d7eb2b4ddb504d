import path from 'node:path';
import { repoRoot } from '@callboard/workspace/paths.mjs';
import { RECEIVER_HOST } from '../backend/crashPoints';

export const ADMIN = 'user:default/admin';
export const DEVELOPER = 'user:default/developer';
const SECRET_KEY = 'what-protects-secrets-in-a-chaos-run';

const person = (userEntityRef: string, role: string) => ({
  userEntityRef,
  group: 'Chaos',
  title: role,
  role,
  description: 'Is there when it goes wrong.',
  tryThis: 'Book.',
});

/** What every backend here has: people of a real catalog, and permissions. */
function portal(
  port: number,
  database: object,
  people: Record<string, string>,
) {
  const baseUrl = `http://127.0.0.1:${port}`;
  return {
    app: { baseUrl },
    backend: {
      baseUrl,
      listen: { host: '127.0.0.1', port },
      database,
    },
    events: { useEventBus: 'never' },
    permission: { enabled: true },
    auth: {
      environment: 'development',
      providers: {
        persona: {
          people: Object.entries(people).map(([ref, role]) =>
            person(ref, role),
          ),
        },
      },
    },
    catalog: {
      rules: [{ allow: ['Group', 'User', 'Location'] }],
      processingInterval: { hours: 1 },
      locations: [
        { type: 'file', target: path.join(repoRoot, 'examples', 'org.yaml') },
      ],
    },
  };
}

/** Backstage's configuration of a backend that is put through it. */
export function configuration(port: number, database: object) {
  return {
    ...portal(port, database, { [ADMIN]: 'Administrator' }),
    callboard: {
      access: {
        roles: { 'global-admin': ['group:default/callboard-admins'] },
      },
      webhooks: {
        secretKeys: [SECRET_KEY],
        allowedAddresses: [`${RECEIVER_HOST}/32`],
        timeout: { seconds: 2 },
        ordering: { maxWait: { seconds: 20 } },
        // Quick, so that a run comes to its end, and long, so that it is a good one.
        retry: {
          schedule: Array.from({ length: 12 }, (_, n) => ({
            milliseconds: Math.min(200 * 2 ** n, 3_000),
          })),
        },
      },
    },
  };
}

/** The repository of manifests of such a backend. */
export function manifestsIn(directory: string): string {
  return path.join(directory, 'gitops.git');
}

/** The same for one that has service requests, and a sandbox that takes no time. */
export function requestsConfiguration(
  port: number,
  database: object,
  directory: string,
) {
  const regions = ['eu-west-1'];
  const none = { milliseconds: 0 };
  return {
    ...portal(port, database, {
      [ADMIN]: 'Administrator',
      [DEVELOPER]: 'Developer',
    }),
    callboard: {
      access: {
        roles: {
          'global-admin': ['group:default/callboard-admins'],
          member: ['group:default/members'],
        },
      },
      serviceRequests: {
        environments: [
          { name: 'dev', regions, autoMerge: true, requiresEndDate: false },
          { name: 'staging', regions, requiresEndDate: false },
        ],
        gitops: { directory: manifestsIn(directory), pollSeconds: 5 },
        controlPlane: {
          delays: { sync: none, create: none, change: none, remove: none },
        },
      },
    },
  };
}
