import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { CheckInLinks } from '../checkInLinks';
import type { ReservationsServices } from '../services';
import { PreferencesService } from './PreferencesService';
import { Reminders } from './Reminders';
import { ReminderStore } from './ReminderStore';

/** Reminders, and what people have chosen about them. */
export function createReminders(options: {
  services: Pick<ReservationsServices, 'database' | 'inventory'>;
  notifications: NotificationService;
  links: Pick<CheckInLinks, 'checkInLink'>;
  logger: LoggerService;
}): { reminders: Reminders; preferences: PreferencesService } {
  const { services, notifications, links, logger } = options;
  const store = new ReminderStore();
  const { database, inventory } = services;
  return {
    reminders: Reminders.create({
      database,
      store,
      inventory,
      notifications,
      logger,
      checkInLink: (booking, ref) => links.checkInLink(booking, ref),
    }),
    preferences: PreferencesService.create({ database, store }),
  };
}
