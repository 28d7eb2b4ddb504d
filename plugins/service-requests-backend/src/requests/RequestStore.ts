import type { SqlFilter } from '@callboard/backend-access';
import {
  fetchPage,
  locked,
  type PageRequest,
  type Reader,
  toNumber,
  toOptionalNumber,
  whereMatches,
  type Writer,
} from '@callboard/backend-database';
import type {
  Operation,
  Page,
  RequestStatus,
} from '@callboard/backstage-plugin-service-requests-common';
import type { ItemRecord, Party, RequestRecord } from './types';

export interface RequestQuery extends PageRequest {
  q?: string;
  statuses?: RequestStatus[];
  environment?: string;
  offering?: string;
  owner?: string;
  serviceId?: string;
  requestedBy?: string;
  /** The newest first, or what is due soonest first. */
  order: 'newest' | 'due';
  filter?: SqlFilter;
}

/** A request that is under way on a service. */
export interface OpenRequest {
  id: string;
  status: RequestStatus;
  automatic?: string;
  serviceId: string;
}

interface RequestRow {
  id: string;
  title: string;
  environment: string;
  regions: string;
  owner: string;
  requested_by: string;
  cost_centre: string | null;
  reason: string | null;
  end_date: string | null;
  status: RequestStatus;
  status_reason: string | null;
  status_since: number | string;
  revision: number;
  submitted_revision: number | null;
  submitted_at: number | string | null;
  due_at: number | string | null;
  claimed_by: string | null;
  claim_deputy: string | null;
  claimed_at: number | string | null;
  override: string | null;
  automatic: string | null;
  version: number;
  created_at: number | string;
  updated_at: number | string;
}

interface ItemRow {
  id: string;
  request_id: string;
  offering: string;
  offering_version: number;
  operation: Operation;
  name: string;
  parameters: string;
  target_ref: string | null;
  confirm: string | null;
  placements: string;
}

type PartyRow = Party & { request_id: string };

/** Requests with their items and with who may not decide on them. */
export class RequestStore {
  async list(db: Reader, request: RequestQuery): Promise<Page<RequestRecord>> {
    const { knex } = db;
    const query = knex('request').select('request.*');
    whereMatches(query, request.q, ['request.title']);
    if (request.statuses && request.statuses.length > 0) {
      query.whereIn('request.status', request.statuses);
    }
    if (request.environment !== undefined) {
      query.where('request.environment', request.environment);
    }
    if (request.owner !== undefined) {
      query.where('request.owner', request.owner);
    }
    if (request.requestedBy !== undefined) {
      query.where('request.requested_by', request.requestedBy);
    }
    if (request.offering !== undefined) {
      query.whereIn(
        'request.id',
        knex('request_item')
          .select('request_id')
          .where('offering', request.offering),
      );
    }
    if (request.serviceId !== undefined) {
      query.whereIn(
        'request.id',
        knex('request_service')
          .select('request_id')
          .where('service_id', request.serviceId),
      );
    }
    request.filter?.(query);
    const byDue = request.order === 'due';
    if (byDue) {
      query.whereNotNull('request.due_at');
    }
    const page = await fetchPage<RequestRow, RequestRow>(
      query,
      request,
      {
        columns: [
          byDue ? 'request.due_at' : 'request.created_at',
          'request.id',
        ],
        direction: byDue ? 'asc' : 'desc',
        keyOf: row => [
          toNumber((byDue ? row.due_at : row.created_at)!),
          row.id,
        ],
        keyType: 'number',
      },
      row => row,
    );
    return { ...page, items: await this.#complete(db, page.items) };
  }

  async count(
    db: Reader,
    narrow: (query: Parameters<SqlFilter>[0]) => void,
  ): Promise<number> {
    const query = db.knex('request').count({ n: '*' });
    narrow(query);
    const [{ n }] = await query;
    return toNumber(n as number | string);
  }

  async get(db: Reader, id: string): Promise<RequestRecord | undefined> {
    const row: RequestRow | undefined = await db
      .knex('request')
      .where({ id })
      .first();
    return row && (await this.#complete(db, [row]))[0];
  }

  /** The same, and nobody changes it until the transaction ends. */
  async lock(tx: Writer, id: string): Promise<RequestRecord | undefined> {
    const query = tx.knex('request').where({ id }).first();
    const row: RequestRow | undefined = await locked(tx, query);
    return row && (await this.#complete(tx, [row]))[0];
  }

  /** Requests in one of these states that make, change or remove one of these services. */
  async openOn(
    db: Reader,
    serviceIds: string[],
    statuses: readonly RequestStatus[],
  ): Promise<OpenRequest[]> {
    const rows: {
      id: string;
      status: RequestStatus;
      automatic: string | null;
      service_id: string;
    }[] = await db
      .knex('request_service')
      .join('request', 'request.id', 'request_service.request_id')
      .whereIn('request_service.service_id', serviceIds)
      .whereIn('request.status', [...statuses])
      .select(
        'request.id',
        'request.status',
        'request.automatic',
        'request_service.service_id',
      );
    return rows.map(row => ({
      id: row.id,
      status: row.status,
      automatic: row.automatic ?? undefined,
      serviceId: row.service_id,
    }));
  }

  /** The latest that the portal opened by itself on a service, since then (epoch milliseconds). */
  async latestAutomatic(
    db: Reader,
    serviceId: string,
    since: number,
  ): Promise<{ status: RequestStatus; statusSince: number } | undefined> {
    const row:
      { status: RequestStatus; status_since: number | string } | undefined =
      await db
        .knex('request')
        .join('request_service', 'request_service.request_id', 'request.id')
        .where('request_service.service_id', serviceId)
        .whereNotNull('request.automatic')
        .where('request.created_at', '>=', since)
        .orderBy([
          { column: 'request.created_at', order: 'desc' },
          { column: 'request.id' },
        ])
        .first('request.status', 'request.status_since');
    return (
      row && { status: row.status, statusSince: toNumber(row.status_since) }
    );
  }

  /** What somebody asked for under this title; the demo's way to find its own. */
  async findByTitle(
    db: Reader,
    title: string,
    requestedBy: string,
  ): Promise<string | undefined> {
    const [id] = await db
      .knex('request')
      .where({ title, requested_by: requestedBy })
      .limit(1)
      .pluck('id');
    return id;
  }

  /** In one of these states, and nothing has happened to it since (epoch milliseconds). */
  async untouchedSince(
    db: Reader,
    since: number,
    statuses: readonly RequestStatus[],
  ): Promise<string[]> {
    return db
      .knex('request')
      .whereIn('status', [...statuses])
      .where('updated_at', '<', since)
      .pluck('id');
  }

  async insert(tx: Writer, request: RequestRecord): Promise<void> {
    await tx.knex('request').insert({
      id: request.id,
      requested_by: request.requestedBy,
      automatic: request.automatic ?? null,
      created_at: request.createdAt,
      ...changeableColumns(request),
    });
    await this.#writeItems(tx, request);
    await this.addParties(tx, request.id, request.parties);
  }

  /** Everything but its items, unless `items` says that they have changed too. */
  async update(
    tx: Writer,
    request: RequestRecord,
    options: { items?: boolean } = {},
  ): Promise<void> {
    await tx
      .knex('request')
      .where({ id: request.id })
      .update(changeableColumns(request));
    if (options.items) {
      await tx.knex('request_item').where({ request_id: request.id }).delete();
      await tx
        .knex('request_service')
        .where({ request_id: request.id })
        .delete();
      await this.#writeItems(tx, request);
    }
  }

  async addParties(tx: Writer, id: string, parties: Party[]): Promise<void> {
    if (parties.length > 0) {
      await tx
        .knex('request_party')
        .insert(parties.map(party => ({ request_id: id, ...party })))
        .onConflict(['request_id', 'ref', 'role'])
        .ignore();
    }
  }

  async #writeItems(tx: Writer, { id, items }: RequestRecord): Promise<void> {
    for (const [position, item] of items.entries()) {
      await tx.knex('request_item').insert({
        id: item.id,
        request_id: id,
        position,
        offering: item.offering,
        offering_version: item.offeringVersion,
        operation: item.operation,
        name: item.name,
        parameters: JSON.stringify(item.parameters),
        target_ref: item.targetRef ?? null,
        confirm: item.confirm ?? null,
        placements: JSON.stringify(item.placements),
      });
    }
    const services = [
      ...new Set(
        items.flatMap(({ placements }) =>
          placements.map(({ serviceId }) => serviceId),
        ),
      ),
    ];
    if (services.length > 0) {
      await tx
        .knex('request_service')
        .insert(services.map(service_id => ({ request_id: id, service_id })));
    }
  }

  async #complete(db: Reader, rows: RequestRow[]): Promise<RequestRecord[]> {
    if (rows.length === 0) {
      return [];
    }
    const ids = rows.map(({ id }) => id);
    const items: ItemRow[] = await db
      .knex('request_item')
      .whereIn('request_id', ids)
      .orderBy('position');
    const parties: PartyRow[] = await db
      .knex('request_party')
      .whereIn('request_id', ids)
      .orderBy('ref');
    return rows.map(row => toRecord(row, items, parties));
  }
}

function toRecord(
  row: RequestRow,
  items: ItemRow[],
  parties: PartyRow[],
): RequestRecord {
  return {
    id: row.id,
    version: row.version,
    createdAt: toNumber(row.created_at),
    updatedAt: toNumber(row.updated_at),
    title: row.title,
    environment: row.environment,
    regions: JSON.parse(row.regions),
    items: items.filter(item => item.request_id === row.id).map(toItem),
    owner: row.owner,
    requestedBy: row.requested_by,
    parties: parties
      .filter(party => party.request_id === row.id)
      .map(({ ref, role }) => ({ ref, role })),
    costCentre: row.cost_centre ?? undefined,
    reason: row.reason ?? undefined,
    endDate: row.end_date ?? undefined,
    status: row.status,
    statusReason: row.status_reason ?? undefined,
    statusSince: toNumber(row.status_since),
    revision: row.revision,
    submittedRevision: row.submitted_revision ?? undefined,
    submittedAt: toOptionalNumber(row.submitted_at),
    dueAt: toOptionalNumber(row.due_at),
    claim:
      row.claimed_by === null
        ? undefined
        : {
            by: row.claimed_by,
            deputy: row.claim_deputy ?? undefined,
            at: toNumber(row.claimed_at!),
          },
    override: row.override === null ? undefined : JSON.parse(row.override),
    automatic: row.automatic ?? undefined,
  };
}

function toItem(row: ItemRow): ItemRecord {
  return {
    id: row.id,
    offering: row.offering,
    offeringVersion: row.offering_version,
    operation: row.operation,
    name: row.name,
    parameters: JSON.parse(row.parameters),
    targetRef: row.target_ref ?? undefined,
    confirm: row.confirm ?? undefined,
    placements: JSON.parse(row.placements),
  };
}

function changeableColumns(request: RequestRecord) {
  return {
    title: request.title,
    environment: request.environment,
    regions: JSON.stringify(request.regions),
    owner: request.owner,
    cost_centre: request.costCentre ?? null,
    reason: request.reason ?? null,
    end_date: request.endDate ?? null,
    status: request.status,
    status_reason: request.statusReason ?? null,
    status_since: request.statusSince,
    revision: request.revision,
    submitted_revision: request.submittedRevision ?? null,
    submitted_at: request.submittedAt ?? null,
    due_at: request.dueAt ?? null,
    claimed_by: request.claim?.by ?? null,
    claim_deputy: request.claim?.deputy ?? null,
    claimed_at: request.claim?.at ?? null,
    override: request.override ? JSON.stringify(request.override) : null,
    version: request.version,
    updated_at: request.updatedAt,
  };
}
