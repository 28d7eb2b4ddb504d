import { randomUUID } from 'node:crypto';
import { ConflictError, NotAllowedError } from '@backstage/errors';
import type { CallContext } from '@callboard/backend-access';
import { type IfMatch, invalidField } from '@callboard/backend-openapi';
import type {
  NewSite,
  OpeningHours,
  Page,
  SiteChange,
} from '@callboard/backstage-plugin-reservations-common';
import {
  checkVersion,
  type Database,
  readNow,
  toInstant,
  type Writer,
} from '@callboard/backend-database';
import { checkTimeZone } from '../domain/bookingTimes';
import { normaliseRef } from '../domain/Inventory';
import { notFound } from '../errors';
import { memberEvents, siteEvent } from '../events';
import type { InventoryWrites } from './InventoryWriter';
import type { ResourceStore } from './ResourceStore';
import {
  type AdminCheck,
  comparePlaces,
  isAdmin,
  NO_ADMIN_LEFT,
} from './places';
import {
  placesOf,
  type SiteQuery,
  type SiteRecord,
  type SiteStore,
} from './SiteStore';

/** Sites, without a thought for who may do what. */
export interface SitesService {
  list(query: SiteQuery): Promise<Page<SiteRecord>>;
  get(id: string): Promise<SiteRecord>;
  create(input: NewSite, context: CallContext): Promise<SiteRecord>;
  update(
    id: string,
    change: SiteChange,
    ifMatch: IfMatch,
    context: CallContext,
    keepsAdmin?: AdminCheck,
  ): Promise<SiteRecord>;
  archive(id: string, context: CallContext): Promise<void>;
}

export class DefaultSitesService implements SitesService {
  readonly #database: Database;
  readonly #sites: SiteStore;
  readonly #resources: ResourceStore;
  readonly #writer: InventoryWrites;

  private constructor(options: {
    database: Database;
    sites: SiteStore;
    resources: ResourceStore;
    writer: InventoryWrites;
  }) {
    this.#database = options.database;
    this.#sites = options.sites;
    this.#resources = options.resources;
    this.#writer = options.writer;
  }

  static create(options: {
    database: Database;
    sites: SiteStore;
    resources: ResourceStore;
    writer: InventoryWrites;
  }): DefaultSitesService {
    return new DefaultSitesService(options);
  }

  async list(query: SiteQuery): Promise<Page<SiteRecord>> {
    return this.#database.read(db => this.#sites.list(db, query));
  }

  async get(id: string): Promise<SiteRecord> {
    const site = await this.#database.read(db => this.#sites.get(db, id));
    if (!site) {
      throw notFound('site', id);
    }
    return site;
  }

  async create(input: NewSite, context: CallContext): Promise<SiteRecord> {
    checkSite(input);
    return this.#writer.run(context, async tx => {
      const now = toInstant(await readNow(tx));
      const site: SiteRecord = {
        id: randomUUID(),
        version: 1,
        createdAt: now,
        updatedAt: now,
        entityRef: normaliseRef(`resource:default/${input.name}`),
        name: input.name,
        title: input.title,
        description: input.description,
        visibility: input.visibility ?? 'public',
        timeZone: input.timeZone,
        openingHours: input.openingHours ?? [],
        usageReports: scheduleOf(input),
        admins: normaliseRefs(input.admins),
        members: normaliseRefs(input.members),
        archived: false,
      };
      await this.#sites.insert(tx, site);
      return {
        result: site,
        events: [
          siteEvent('site.created', context.actor, site),
          ...memberEvents('member.added', context.actor, site, placesOf(site)),
        ],
      };
    });
  }

  async update(
    id: string,
    change: SiteChange,
    ifMatch: IfMatch,
    context: CallContext,
    keepsAdmin: AdminCheck = () => true,
  ): Promise<SiteRecord> {
    checkSite(change);
    return this.#writer.run(context, async tx => {
      const before = await this.#require(tx, id);
      checkVersion(before, ifMatch);
      const site: SiteRecord = {
        ...before,
        ...change,
        usageReports:
          change.usageReports === undefined
            ? before.usageReports
            : scheduleOf(change),
        admins: change.admins ? normaliseRefs(change.admins) : before.admins,
        members: change.members
          ? normaliseRefs(change.members)
          : before.members,
        version: before.version + 1,
        updatedAt: toInstant(await readNow(tx)),
      };
      const { added, removed } = comparePlaces(before, site);
      if (removed.some(isAdmin) && !keepsAdmin(site.admins)) {
        throw new NotAllowedError(NO_ADMIN_LEFT);
      }
      await this.#sites.update(tx, site);
      await this.#sites.removePlaces(tx, site, removed);
      await this.#sites.addPlaces(tx, site, added);
      const { actor } = context;
      return {
        result: site,
        events: [
          siteEvent('site.changed', actor, site, before),
          ...memberEvents('member.removed', actor, site, removed),
          ...memberEvents('member.added', actor, site, added),
        ],
      };
    });
  }

  async archive(id: string, context: CallContext): Promise<void> {
    await this.#writer.run(context, async tx => {
      const before = await this.#require(tx, id);
      if (before.archived) {
        return { result: undefined, events: [] };
      }
      if (await this.#resources.siteHasResources(tx, id)) {
        throw new ConflictError(
          `${before.title} still has resources; archive them first`,
        );
      }
      const site = {
        ...before,
        archived: true,
        version: before.version + 1,
        updatedAt: toInstant(await readNow(tx)),
      };
      await this.#sites.update(tx, site);
      return {
        result: undefined,
        events: [siteEvent('site.archived', context.actor, site, before)],
      };
    });
  }

  async #require(tx: Writer, id: string): Promise<SiteRecord> {
    const site = await this.#sites.get(tx, id);
    if (!site) {
      throw notFound('site', id);
    }
    return site;
  }
}

/** What is as configured is not written down. */
function scheduleOf({
  usageReports,
}: Pick<NewSite, 'usageReports'>): SiteRecord['usageReports'] {
  return usageReports === 'default' ? undefined : usageReports;
}

function normaliseRefs(refs: string[] = []): string[] {
  return [...new Set(refs.map(ref => normaliseRef(ref)))].sort();
}

function checkSite(site: SiteChange): void {
  if (site.timeZone !== undefined) {
    checkTimeZone(site.timeZone);
  }
  checkOpeningHours(site.openingHours ?? []);
  for (const field of ['admins', 'members'] as const) {
    site[field]?.forEach((ref, index) => {
      if (!/^(user|group):/i.test(ref)) {
        throw invalidField(`${field}/${index}`, 'must be a user or group');
      }
    });
  }
}

function checkOpeningHours(hours: OpeningHours): void {
  hours.forEach(({ opens, closes }, index) => {
    if (closes <= opens) {
      throw invalidField(`openingHours/${index}/closes`, 'must be after opens');
    }
  });
}
