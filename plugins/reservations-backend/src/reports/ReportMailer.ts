import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { InputError, stringifyError } from '@backstage/errors';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { type Database, readNow } from '@callboard/backend-database';
import { translationsMetadata } from '@callboard/backend-outbox';
import {
  type ReportPeriod,
  reportPeriod,
  type ReportResult,
} from '../domain/reports';
import type { InventoryCache } from '../inventory/InventoryCache';
import type { SiteRecord } from '../inventory/SiteStore';
import type { SitesService } from '../inventory/SitesService';
import { en, inOtherLanguages } from '../notifications/texts';
import type { ReportMaker } from './ReportMaker';
import { reportMessage } from './reportMessage';
import type { SentReports } from './SentReports';

const KEY = 'callboard.reservations.reports.every';
const PAGE = 100;
const SCHEDULES = ['off', 'weekly', 'monthly'] as const;

type Schedule = (typeof SCHEDULES)[number];

interface Options {
  maker: ReportMaker;
  database: Database;
  inventory: InventoryCache;
  sites: SitesService;
  sent: SentReports;
  notifications: NotificationService;
  logger: LoggerService;
  /** Of sites that do not say otherwise. */
  schedule: Schedule;
}

/** Throws an InputError for what is no schedule. */
export function readSchedule(config: Config): Schedule {
  const every = config.getOptionalString(KEY) ?? 'off';
  const schedule = SCHEDULES.find(one => one === every);
  if (!schedule) {
    throw new InputError(`${KEY} is '${every}', not one of ${SCHEDULES}`);
  }
  return schedule;
}

/**
 * Sends each site's admins what was used of it in the week or the month that is
 * over, once, however many backends there are and however often they start.
 */
export class ReportMailer {
  readonly #options: Options;

  static create(options: Options): ReportMailer {
    return new ReportMailer(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  async schedule(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'reservations-usage-reports',
      frequency: { minutes: 30 },
      initialDelay: { minutes: 2 },
      timeout: { minutes: 20 },
      scope: 'global',
      fn: async () => {
        await this.run();
      },
    });
  }

  /** Returns how many it has sent. */
  async run(): Promise<number> {
    const { database, sites, logger } = this.#options;
    const now = await database.read(readNow);
    let sent = 0;
    let cursor: string | undefined;
    do {
      const page = await sites.list({ cursor, limit: PAGE });
      for (const site of page.items) {
        try {
          sent += Number(await this.#report(site, now));
        } catch (error) {
          logger.warn(
            `The usage report of ${site.title} could not be sent; it is tried again: ${stringifyError(error)}`,
          );
        }
      }
      cursor = page.nextCursor;
    } while (cursor);
    return sent;
  }

  async #report(site: SiteRecord, now: number): Promise<boolean> {
    const { database, notifications, schedule, sent } = this.#options;
    const every = site.usageReports ?? schedule;
    if (every === 'off' || site.admins.length === 0) {
      return false;
    }
    const period = reportPeriod(every, site.timeZone, now);
    const isOurs = await database.write(tx =>
      sent.claim(tx, site.id, period.name, now),
    );
    if (!isOurs) {
      return false;
    }
    try {
      const result = await this.#make(site, period);
      await notifications.send({
        recipients: { type: 'entity', entityRef: site.admins },
        payload: {
          ...reportMessage(site, period, result, en),
          ...translationsMetadata(
            inOtherLanguages(texts => {
              const { link: _, ...text } = reportMessage(
                site,
                period,
                result,
                texts,
              );
              return text;
            }),
          ),
          topic: 'usage-reports',
          severity: 'low',
          scope: `usage-report:${site.id}:${period.name}`,
        },
      });
    } catch (error) {
      await database.write(tx => sent.giveUp(tx, site.id, period.name));
      throw error;
    }
    await database.write(tx => sent.sent(tx, site.id, period.name, now));
    return true;
  }

  async #make(site: SiteRecord, period: ReportPeriod): Promise<ReportResult> {
    const inventory = await this.#options.inventory.latest();
    const report = await this.#options.maker.make({
      question: {
        window: { start: period.start, end: period.end },
        zone: site.timeZone,
        hours: 'all',
        groupBy: 'site',
      },
      inventory,
      selected: [...inventory.resources()].filter(
        resource => resource.site.id === site.id,
      ),
    });
    return report.result();
  }
}
