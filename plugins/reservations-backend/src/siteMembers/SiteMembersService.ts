import type { CallContext } from '@callboard/backend-access';
import { type Database, readNow, toInstant } from '@callboard/backend-database';
import type {
  MemberOutcome,
  SiteMember,
} from '@callboard/backstage-plugin-reservations-common';
import { notFound } from '../errors';
import { memberEvents } from '../events';
import type { InventoryWriter } from '../inventory/InventoryWriter';
import {
  placesOf,
  type SiteRecord,
  type SiteStore,
} from '../inventory/SiteStore';
import { changePlaces, type PlacesChange } from './changePlaces';

/** Who belongs to a site, without a thought for who may say so. */
export class SiteMembersService {
  readonly #database: Database;
  readonly #sites: SiteStore;
  readonly #writer: InventoryWriter;

  private constructor(options: {
    database: Database;
    sites: SiteStore;
    writer: InventoryWriter;
  }) {
    this.#database = options.database;
    this.#sites = options.sites;
    this.#writer = options.writer;
  }

  static create(options: {
    database: Database;
    sites: SiteStore;
    writer: InventoryWriter;
  }): SiteMembersService {
    return new SiteMembersService(options);
  }

  async list(siteId: string): Promise<SiteMember[]> {
    const places = await this.#database.read(db =>
      this.#sites.places(db, siteId),
    );
    return places.map(place => ({ ...place, since: toInstant(place.since) }));
  }

  /** All that can be done in one transaction, with an event for each person. */
  async change(
    siteId: string,
    wanted: PlacesChange,
    context: CallContext,
  ): Promise<MemberOutcome[]> {
    return this.#writer.run(context, async tx => {
      const before = await this.#sites.get(tx, siteId);
      if (!before) {
        throw notFound('site', siteId);
      }
      const { outcomes, added, removed } = changePlaces(
        placesOf(before),
        wanted,
      );
      if (added.length === 0 && removed.length === 0) {
        return { result: outcomes, events: [] };
      }
      const site: SiteRecord = {
        ...before,
        version: before.version + 1,
        updatedAt: toInstant(await readNow(tx)),
      };
      await this.#sites.update(tx, site);
      await this.#sites.removePlaces(tx, site, removed);
      await this.#sites.addPlaces(tx, site, added);
      const { actor } = context;
      return {
        result: outcomes,
        events: [
          ...memberEvents('member.added', actor, site, added),
          ...memberEvents('member.removed', actor, site, removed),
        ],
      };
    });
  }
}
