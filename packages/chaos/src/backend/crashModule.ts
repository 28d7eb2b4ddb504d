import { subscribe } from 'node:diagnostics_channel';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import {
  type CrashPointName,
  isCrashPoint,
  type Moment,
  type WatchedPlugin,
} from './crashPoints';

/** What this process is to die of, as JSON; nothing when it is not set. */
export const CRASH_VARIABLE = 'CALLBOARD_CHAOS_CRASH';

export interface CrashPlan {
  point: CrashPointName;
  /** The how-many-th time that the point is reached. */
  occurrence: number;
}

/**
 * Kills its own process when it sees the planned moment. It looks on from
 * outside: Knex tells of each statement before it goes out, Node's diagnostics
 * channels tell of requests. SIGKILL to oneself returns to no line of code, so
 * nothing that follows the moment happens.
 */
export function crashModuleFor(pluginId: WatchedPlugin) {
  return createBackendModule({
    pluginId,
    moduleId: 'crash',
    register(env) {
      env.registerInit({
        deps: { database: coreServices.database },
        async init({ database }) {
          watchStatements(pluginId, await database.getClient());
          if (pluginId !== 'reservations') {
            watchRequests();
          }
        },
      });
    },
  });
}

const plan: CrashPlan | undefined =
  process.env[CRASH_VARIABLE] && JSON.parse(process.env[CRASH_VARIABLE]);
let seen = 0;

export function reach(moment: Moment): void {
  if (plan && isCrashPoint(plan.point, moment)) {
    seen += 1;
    if (seen === plan.occurrence) {
      process.kill(process.pid, 'SIGKILL');
    }
  }
}

interface Query {
  sql: string;
  __knexTxId?: string;
}

function watchStatements(plugin: WatchedPlugin, knex: Knex): void {
  const transactions = new Map<string, string[]>();
  knex.on('query', ({ sql, __knexTxId: tx }: Query) => {
    const before = (tx && transactions.get(tx)) || [];
    reach({ kind: 'statement', plugin, sql, before });
    if (!tx) {
      return;
    }
    if (/^(COMMIT|ROLLBACK;?$)/.test(sql)) {
      transactions.delete(tx);
    } else {
      transactions.set(tx, [...before, sql]);
    }
  });
}

/** As undici, Node's own and the one installed, publishes them. */
interface RequestMessage {
  request: { origin: string | URL; path: string };
}

interface ResponseMessage {
  request: { method: string; url: string; originalUrl?: string };
}

function watchRequests(): void {
  const phases = {
    'undici:request:create': 'begun',
    'undici:request:bodySent': 'sent',
    'undici:request:headers': 'answered',
  } as const;
  for (const [channel, phase] of Object.entries(phases)) {
    subscribe(channel, message => {
      const { origin, path } = (message as RequestMessage).request;
      reach({ kind: 'request', phase, origin: String(origin), path });
    });
  }
  subscribe('http.server.response.finish', message => {
    const { method, url, originalUrl } = (message as ResponseMessage).request;
    // Express takes from `url` what has been routed.
    reach({ kind: 'served', method, path: originalUrl ?? url });
  });
}
