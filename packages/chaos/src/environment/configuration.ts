import path from 'node:path';
import { repoRoot } from '@callboard/workspace/paths.mjs';
import { RECEIVER_HOST } from '../backend/crashPoints';

export const ADMIN = 'user:default/admin';
const SECRET_KEY = 'what-protects-secrets-in-a-chaos-run';

/** Backstage's configuration of a backend that is put through it. */
export function configuration(port: number, database: object) {
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
          people: [
            {
              userEntityRef: ADMIN,
              group: 'Chaos',
              title: 'Administrator',
              role: 'Administrator',
              description: 'Books, and looks after endpoints.',
              tryThis: 'Book.',
            },
          ],
        },
      },
    },
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
    catalog: {
      rules: [{ allow: ['Group', 'User', 'Location'] }],
      processingInterval: { hours: 1 },
      locations: [
        { type: 'file', target: path.join(repoRoot, 'examples', 'org.yaml') },
      ],
    },
  };
}
