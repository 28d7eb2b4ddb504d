import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { type SqlFilter, requirePossible } from '@callboard/backend-access';
import {
  type Database,
  readNow,
  type Reader,
  toInstant,
  toNumber,
  toOptionalNumber,
} from '@callboard/backend-database';
import type {
  Dashboard as DashboardView,
  EndpointStatus,
} from '@callboard/backstage-plugin-webhooks-common';
import type { EndpointAccess } from '../permissions';
import { MOST_DEAD } from './conditions';

const DAY_MS = 24 * 3_600_000;
const MOST_FAILING = 100;

interface EndpointRow {
  id: string;
  title: string;
  status: EndpointStatus;
  disabled_reason: string | null;
  updated_at: number | string;
  failing_since: number | string | null;
  last_error: string | null;
}

/** Whether all is well with the endpoints that the caller may see. */
export class Dashboard {
  readonly #database: Database;
  readonly #access: EndpointAccess;

  static create(options: {
    database: Database;
    access: EndpointAccess;
  }): Dashboard {
    return new Dashboard(options.database, options.access);
  }

  private constructor(database: Database, access: EndpointAccess) {
    this.#database = database;
    this.#access = access;
  }

  async read(
    credentials: BackstageCredentials,
  ): Promise<Omit<DashboardView, 'createIn'>> {
    const { endpointRead } = await this.#access.decide(credentials, [
      'endpointRead',
    ]);
    requirePossible(endpointRead, 'see endpoints');
    return this.#database.read(async db => {
      const rows = await readEndpoints(db, endpointRead.filter);
      return {
        ...summarise(rows),
        deliveries24h: await countDeliveries(db, endpointRead.filter),
      };
    });
  }
}

async function readEndpoints(
  db: Reader,
  filter?: SqlFilter,
): Promise<EndpointRow[]> {
  const query = db
    .knex('endpoint')
    .leftJoin('endpoint_state', 'endpoint_state.endpoint_id', 'endpoint.id')
    .whereNull('endpoint.deleted_at')
    .select(
      'endpoint.id',
      'endpoint.title',
      'endpoint.status',
      'endpoint.disabled_reason',
      'endpoint.updated_at',
      'endpoint_state.failing_since',
      'endpoint_state.last_error',
    );
  filter?.(query);
  return query;
}

function summarise(rows: EndpointRow[]) {
  const inStatus = (status: EndpointStatus) =>
    rows.filter(row => row.status === status).length;
  const unwell = rows
    .filter(isUnwell)
    .map(row => ({ row, since: unwellSince(row) }))
    .sort((a, b) => a.since - b.since);
  return {
    healthy: unwell.length === 0,
    since: unwell.length === 0 ? undefined : toInstant(unwell[0].since),
    endpoints: {
      active: inStatus('active'),
      failing: rows.filter(row => isUnwell(row) && row.status === 'active')
        .length,
      paused: inStatus('paused'),
      disabled: inStatus('disabled'),
    },
    failing: unwell.slice(0, MOST_FAILING).map(({ row, since }) => ({
      endpointId: row.id,
      title: row.title,
      status: row.status,
      since: toInstant(since),
      lastError: row.disabled_reason ?? row.last_error ?? undefined,
    })),
  };
}

/** Somebody paused one on purpose: that is not unwell. */
function isUnwell({ status, failing_since }: EndpointRow): boolean {
  return (
    status === 'disabled' || (status === 'active' && failing_since !== null)
  );
}

function unwellSince({ failing_since, updated_at }: EndpointRow): number {
  return toOptionalNumber(failing_since) ?? toNumber(updated_at);
}

async function countDeliveries(db: Reader, filter?: SqlFilter) {
  const ids = () => {
    const query = db
      .knex('endpoint')
      .select('endpoint.id')
      .whereNull('endpoint.deleted_at');
    filter?.(query);
    return query;
  };
  const [attempts] = await db
    .knex('attempt_stats')
    .whereIn('endpoint_id', ids())
    .where('bucket_at', '>=', (await readNow(db)) - DAY_MS)
    .sum({ delivered: 'delivered', failed: 'failed' });
  const [queue] = await db
    .knex('delivery_queue')
    .whereIn('endpoint_id', ids())
    .count({ pending: '*' });
  const [given] = await db
    .knex(
      db
        .knex('delivery')
        .select('delivery.position')
        .whereRaw(`delivery.status = 'dead'`)
        .whereIn('delivery.endpoint_id', ids())
        .limit(MOST_DEAD)
        .as('given_up'),
    )
    .count({ dead: '*' });
  return {
    delivered: toNumber(attempts.delivered ?? 0),
    failed: toNumber(attempts.failed ?? 0),
    pending: toNumber(queue.pending as number),
    dead: toNumber(given.dead as number),
  };
}
