import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { actorOf, requirePossible } from '@callboard/backend-access';
import { type Database, readNow, toInstant } from '@callboard/backend-database';
import type {
  Booking,
  Overview,
  OverviewUse,
} from '@callboard/backstage-plugin-reservations-common';
import { DateTime } from 'luxon';
import type { AuthorizedBookings } from '../bookings/AuthorizedBookings';
import type { ClaimStore } from '../bookings/ClaimStore';
import type { Inventory, ResourceFacts } from '../domain/Inventory';
import { normaliseRef } from '../domain/Inventory';
import { DAY_MS } from '../domain/intervals';
import type { InventoryCache } from '../inventory/InventoryCache';
import type { AccessDecider } from '../permissions/accessDecider';
import type { AuthorizedProblems } from '../problems/AuthorizedProblems';
import type { ReportMaker } from '../reports/ReportMaker';
import type { AuthorizedWaitlist } from '../waitlist/AuthorizedWaitlist';
import type { WebhookDeliveries } from '../timeline';
import { freeNow } from './freeNow';

const TREND_DAYS = 30;
const WEEK_DAYS = 7;
const NEXT = 5;
/** More of anything that needs somebody are not counted. */
const MOST = 100;

export interface OverviewQuestion {
  siteRefs?: string[];
  /** IANA name: whose days today and the trend's are. */
  zone: string;
}

interface Options {
  access: AccessDecider;
  inventory: InventoryCache;
  database: Database;
  claims: ClaimStore;
  reports: ReportMaker;
  bookings: Pick<AuthorizedBookings, 'list'>;
  waitlist: Pick<AuthorizedWaitlist, 'list'>;
  problems: Pick<AuthorizedProblems, 'list'>;
  deliveries: Pick<WebhookDeliveries, 'failedSince'>;
}

/**
 * What a person wants to know first: what is mine, what is free, what needs me,
 * and how busy it is. Each figure is of what the caller may see: free and busy
 * of the resources in sight, without whose, and the rest as the lists have it.
 */
export class AuthorizedOverview {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): AuthorizedOverview {
    return new AuthorizedOverview(options);
  }

  /** Throws a 403 for whoever may see no resource at all. */
  async authorize(credentials: BackstageCredentials): Promise<void> {
    const { resourceRead } = await this.#options.access.decide(credentials, [
      'resourceRead',
    ]);
    requirePossible(resourceRead, 'see resources');
  }

  async get(
    question: OverviewQuestion,
    credentials: BackstageCredentials,
  ): Promise<Overview> {
    const { access, inventory, database, claims } = this.#options;
    const { resourceRead } = await access.decide(credentials, ['resourceRead']);
    const known = await inventory.latest();
    const resources = inSight(known, question.siteRefs).filter(resource =>
      resourceRead.allows(resource),
    );
    const { now, held } = await database.read(async db => {
      const at = await readNow(db);
      return {
        now: at,
        held: await claims.listInWindow(
          db,
          idsOf(resources, known),
          at,
          at + 1,
        ),
      };
    });
    const [mine, needs, use] = await Promise.all([
      this.#mine(question, now, credentials),
      this.#needs(question, now, credentials),
      this.#use(question, resources, known, now),
    ]);
    const checkIns = mine.items.filter(
      ({ actions, checkIn }) =>
        actions.includes('check-in') &&
        checkIn !== undefined &&
        Date.parse(checkIn.from) <= now,
    );
    return {
      at: toInstant(now),
      mine: {
        active: mine.items.filter(({ status }) => status === 'active').length,
        upcoming: mine.items.filter(({ status }) => status !== 'active').length,
        next: mine.items.slice(0, NEXT),
      },
      freeNow: freeNow(resources, held, known, now),
      needs: { ...needs, checkIns: checkIns.length },
      use,
    };
  }

  async #mine(
    { siteRefs }: OverviewQuestion,
    now: number,
    credentials: BackstageCredentials,
  ): Promise<{ items: Booking[] }> {
    return orNone(
      this.#options.bookings.list(
        {
          siteRefs,
          from: now,
          owners: [actorOf(credentials)],
          statuses: ['pending', 'confirmed', 'active'],
        },
        { limit: MOST, order: 'asc' },
        credentials,
      ),
    );
  }

  async #needs(
    { siteRefs }: OverviewQuestion,
    now: number,
    credentials: BackstageCredentials,
  ) {
    const { bookings, waitlist, problems, deliveries } = this.#options;
    const me = normaliseRef(actorOf(credentials));
    const [approvals, offers, open, failedDeliveries] = await Promise.all([
      orNone(
        bookings.list(
          { siteRefs, statuses: ['pending'], awaitingCaller: true },
          { limit: MOST, order: 'asc' },
          credentials,
        ),
      ),
      orNone(
        waitlist.list(
          { siteRefs, statuses: ['offered'], owners: [me] },
          { limit: MOST },
          credentials,
        ),
      ),
      orNone(
        problems.list(
          { siteRefs, statuses: ['open'], limit: MOST },
          credentials,
        ),
      ),
      deliveries.failedSince(now - DAY_MS, credentials),
    ]);
    return {
      approvals: approvals.items.length,
      offers: offers.items.length,
      failedDeliveries,
      problems: open.items.filter(({ actions }) =>
        actions.includes('acknowledge'),
      ).length,
    };
  }

  /** Of the last thirty days, today included. */
  async #use(
    { zone }: OverviewQuestion,
    resources: readonly ResourceFacts[],
    inventory: Inventory,
    now: number,
  ): Promise<OverviewUse> {
    const today = DateTime.fromMillis(now, { zone }).startOf('day');
    const window = {
      start: today.minus({ days: TREND_DAYS - 1 }).toMillis(),
      end: today.plus({ days: 1 }).toMillis(),
    };
    const report = await this.#options.reports.make({
      question: { window, zone, hours: 'all', groupBy: 'type' },
      inventory,
      selected: resources,
    });
    const { points } = report.result(() => []).trend;
    return {
      today: shareOf(points.slice(-1)),
      week: shareOf(points.slice(-WEEK_DAYS)),
      trend: points.map(({ date, used, capacity }) => ({
        date,
        share: capacity === 0 ? 0 : used / capacity,
        hours: used / 3_600_000,
      })),
    };
  }
}

/** Of a list that is not for the caller, there is nothing. */
async function orNone<T>(
  list: Promise<{ items: T[] }>,
): Promise<{ items: T[] }> {
  try {
    return await list;
  } catch (error) {
    if (error instanceof NotAllowedError) {
      return { items: [] };
    }
    throw error;
  }
}

function shareOf(points: { used: number; capacity: number }[]): number {
  const sum = (key: 'used' | 'capacity') =>
    points.reduce((total, point) => total + point[key], 0);
  return sum('capacity') === 0 ? 0 : sum('used') / sum('capacity');
}

function inSight(
  inventory: Inventory,
  siteRefs: string[] | undefined,
): ResourceFacts[] {
  const wanted = siteRefs && new Set(siteRefs.map(ref => normaliseRef(ref)));
  return [...inventory.resources()].filter(
    ({ archived, site }) =>
      !archived && !site.archived && (wanted?.has(site.entityRef) ?? true),
  );
}

function idsOf(
  resources: readonly ResourceFacts[],
  inventory: Inventory,
): string[] {
  return [
    ...new Set(
      resources.flatMap(resource => [
        resource.id,
        ...inventory.ancestors(resource).map(({ id }) => id),
      ]),
    ),
  ];
}
