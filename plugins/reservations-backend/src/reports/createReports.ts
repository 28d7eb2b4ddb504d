import type {
  AuthService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { AccessLog } from '@callboard/backstage-plugin-audit-log-node';
import type { People } from '../people/People';
import { createAccessDecider } from '../permissions/accessDecider';
import type { ReservationsServices } from '../services';
import { AuthorizedReports } from './AuthorizedReports';
import { Owners } from './Owners';
import { ReportMaker } from './ReportMaker';
import { ReportStore } from './ReportStore';
import { ReportMailer, readSchedule } from './ReportMailer';
import { SentReports } from './SentReports';

/** What was used, by whom, and what it cost: for who asks, and on schedule. */
export function createReports(options: {
  auth: AuthService;
  catalog: CatalogService;
  config: Config;
  accessLog: AccessLog;
  logger: LoggerService;
  notifications: NotificationService;
  people: People;
  permissions: PermissionsService;
  services: Pick<ReservationsServices, 'database' | 'inventory' | 'sites'>;
}): { reports: AuthorizedReports; reportMailer: ReportMailer } {
  const { people, permissions, accessLog, services } = options;
  const { database, inventory } = services;
  const maker = ReportMaker.create({ database, store: ReportStore.create() });
  return {
    reports: AuthorizedReports.create({
      maker,
      inventory,
      owners: Owners.create(options),
      access: createAccessDecider(permissions),
      accessLog,
      people,
    }),
    reportMailer: ReportMailer.create({
      maker,
      database,
      inventory,
      sites: services.sites,
      sent: SentReports.create(),
      notifications: options.notifications,
      logger: options.logger,
      schedule: readSchedule(options.config),
    }),
  };
}
