import type {
  Page,
  Site,
  SiteRole,
} from '@callboard/backstage-plugin-reservations-common';
import {
  asConflict,
  fetchPage,
  insertRows,
  type PageRequest,
  type Reader,
  toInstant,
  toNumber,
  toOptionalNumber,
  whereMatches,
  type Writer,
} from '@callboard/backend-database';
import type { SqlFilter } from '@callboard/backend-access';

/** A site as it is stored; what the caller may do with it is added outside. */
export type SiteRecord = Omit<Site, 'actions'>;

export interface SiteQuery extends PageRequest {
  q?: string;
  archived?: boolean;
  filter?: SqlFilter;
}

interface SiteRow {
  id: string;
  entity_ref: string;
  name: string;
  title: string;
  description: string | null;
  visibility: Site['visibility'];
  time_zone: string;
  opening_hours: string;
  usage_reports: Site['usageReports'] | null;
  version: number;
  created_at: string | number;
  updated_at: string | number;
  archived_at: string | number | null;
}

/** Somebody's place in a site. */
export interface SitePlace {
  ref: string;
  role: SiteRole;
}

export class SiteStore {
  async list(db: Reader, request: SiteQuery): Promise<Page<SiteRecord>> {
    const query = db.knex('site').select('site.*');
    whereMatches(query, request.q, [
      'site.name',
      'site.title',
      'site.description',
    ]);
    if (!request.archived) {
      query.whereNull('site.archived_at');
    }
    request.filter?.(query);
    const page = await fetchPage<SiteRow, SiteRow>(
      query,
      request,
      {
        columns: ['site.title', 'site.id'],
        direction: 'asc',
        keyOf: row => [row.title, row.id],
        keyType: 'string',
      },
      row => row,
    );
    return {
      items: await this.#withMembers(db, page.items),
      nextCursor: page.nextCursor,
    };
  }

  async get(db: Reader, id: string): Promise<SiteRecord | undefined> {
    const row = await db.knex<SiteRow>('site').where({ id }).first();
    return row && (await this.#withMembers(db, [row]))[0];
  }

  async insert(tx: Writer, site: SiteRecord): Promise<void> {
    await asConflict(`The name '${site.name}' is taken`, () =>
      tx
        .knex('inventory_ref')
        .insert({ entity_ref: site.entityRef, id: site.id }),
    );
    await tx.knex('site').insert({
      id: site.id,
      entity_ref: site.entityRef,
      name: site.name,
      created_at: Date.parse(site.createdAt),
      archived_at: null,
      ...changeableColumns(site),
    });
    await this.addPlaces(tx, site, placesOf(site));
  }

  /** Everything about the site but who belongs to it. */
  async update(tx: Writer, site: SiteRecord): Promise<void> {
    await tx
      .knex('site')
      .where({ id: site.id })
      .update({
        archived_at: site.archived ? Date.parse(site.updatedAt) : null,
        ...changeableColumns(site),
      });
  }

  /** Everybody's place, with since when, in epoch milliseconds. */
  async places(
    db: Reader,
    siteId: string,
  ): Promise<(SitePlace & { since: number })[]> {
    const rows = await db
      .knex('site_member')
      .where({ site_id: siteId })
      .orderBy(['role', 'ref']);
    return rows.map(({ ref, role, created_at }) => ({
      ref,
      role,
      since: toNumber(created_at),
    }));
  }

  /** Places that are not there yet, as of the site's last change. */
  async addPlaces(
    tx: Writer,
    site: Pick<SiteRecord, 'id' | 'updatedAt'>,
    places: SitePlace[],
  ): Promise<void> {
    const rows = places.map(({ ref, role }) => ({
      site_id: site.id,
      role,
      ref,
      created_at: Date.parse(site.updatedAt),
    }));
    if (rows.length > 0) {
      await insertRows(tx, 'site_member', rows, 100);
    }
  }

  async removePlaces(
    tx: Writer,
    site: Pick<SiteRecord, 'id'>,
    places: SitePlace[],
  ): Promise<void> {
    for (const [role, given] of Map.groupBy(places, place => place.role)) {
      await tx
        .knex('site_member')
        .where({ site_id: site.id, role })
        .whereIn(
          'ref',
          given.map(({ ref }) => ref),
        )
        .delete();
    }
  }

  async #withMembers(db: Reader, rows: SiteRow[]): Promise<SiteRecord[]> {
    const members = await db
      .knex('site_member')
      .whereIn(
        'site_id',
        rows.map(row => row.id),
      )
      .orderBy('ref');
    return rows.map(row => {
      const refs = (role: SiteRole): string[] =>
        members
          .filter(member => member.site_id === row.id && member.role === role)
          .map(member => member.ref);
      return {
        id: row.id,
        version: row.version,
        createdAt: toInstant(toNumber(row.created_at)),
        updatedAt: toInstant(toNumber(row.updated_at)),
        entityRef: row.entity_ref,
        name: row.name,
        title: row.title,
        description: row.description ?? undefined,
        visibility: row.visibility,
        timeZone: row.time_zone,
        openingHours: JSON.parse(row.opening_hours),
        admins: refs('admin'),
        members: refs('member'),
        usageReports: row.usage_reports ?? undefined,
        archived: toOptionalNumber(row.archived_at) !== undefined,
      };
    });
  }
}

export function placesOf(
  site: Pick<SiteRecord, 'admins' | 'members'>,
): SitePlace[] {
  return [
    ...site.admins.map(ref => ({ ref, role: 'admin' as const })),
    ...site.members.map(ref => ({ ref, role: 'member' as const })),
  ];
}

function changeableColumns(site: SiteRecord) {
  return {
    title: site.title,
    description: site.description ?? null,
    visibility: site.visibility,
    time_zone: site.timeZone,
    opening_hours: JSON.stringify(site.openingHours),
    usage_reports: site.usageReports ?? null,
    version: site.version,
    updated_at: Date.parse(site.updatedAt),
  };
}
