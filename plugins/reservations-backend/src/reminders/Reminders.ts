import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { type Database, readNow, toInstant } from '@callboard/backend-database';
import {
  type NotificationPayload,
  type NotificationText,
  Notifier,
  translationsMetadata,
} from '@callboard/backend-outbox';
import type { BookingRecord } from '../bookings/BookingRecord';
import { checkInWindow } from '../domain/checkIn';
import type { Inventory } from '../domain/Inventory';
import { DAY_MS, MINUTE_MS } from '../domain/intervals';
import type { InventoryCache } from '../inventory/InventoryCache';
import {
  concerned,
  instructionsOf,
  linkTo,
  placesOf,
  sentences,
  spanOf,
  type Telling,
  type ToldBooking,
  whenOf,
} from '../notifications/told';
import { en, inOtherLanguages } from '../notifications/texts';
import type { Reminder, ReminderKind, ReminderStore } from './ReminderStore';

/** For who has said nothing else. */
export const DEFAULT_LEAD_MINUTES = 60;

const ENDING_MS = 15 * MINUTE_MS;
/** Nobody needs to hear that half an hour is nearly over. */
const LONG_ENOUGH_MS = 60 * MINUTE_MS;
const LONGEST_OPENING_MS = 1440 * MINUTE_MS;
const KEPT_MS = 30 * DAY_MS;

interface Options {
  database: Database;
  store: ReminderStore;
  inventory: InventoryCache;
  notifications: NotificationService;
  logger: LoggerService;
  /** With which one checks in without signing in. */
  checkInLink(booking: BookingRecord, ref: string): Promise<string | undefined>;
}

type DueReminder = Reminder & { booking: BookingRecord };

/**
 * Tells people of what is about to come: that their booking begins (as long
 * before as they have chosen), that they have to check in, and that it ends.
 *
 * One backend at a time looks, every half minute. What was sent is written down
 * after it was sent: a process that dies between the two sends once more, which
 * replaces the notification instead of adding one. A booking that was moved is a
 * new one in this, and one that is cancelled is not looked at.
 */
export class Reminders {
  readonly #options: Options;
  readonly #notifier: Notifier;

  private constructor(options: Options) {
    this.#options = options;
    this.#notifier = Notifier.create(options.notifications);
  }

  static create(options: Options): Reminders {
    return new Reminders(options);
  }

  async schedule(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'reservations-reminders',
      frequency: { seconds: 30 },
      initialDelay: { seconds: 20 },
      timeout: { minutes: 5 },
      scope: 'global',
      fn: async () => {
        await this.run();
      },
    });
  }

  /** Returns how many were sent. */
  async run(): Promise<number> {
    const { database, store, inventory } = this.#options;
    const known = await inventory.latest();
    const look = await database.read(async db => {
      const now = await readNow(db);
      const longest = Math.max(
        DEFAULT_LEAD_MINUTES,
        await store.longestLead(db),
      );
      const until = now + longest * MINUTE_MS;
      const beginning = await store.beginning(db, { after: now, until });
      const ending = await store.ending(db, {
        after: now,
        until: now + ENDING_MS,
      });
      const startsBefore = now + LONGEST_OPENING_MS;
      const unattended = await store.unattended(db, { now, startsBefore });
      const all = [...beginning, ...ending, ...unattended];
      const refs = all.flatMap(booking =>
        concerned(toldBooking(booking, known)),
      );
      return {
        now,
        beginning,
        ending,
        unattended,
        sent: await store.sentOf(
          db,
          all.map(({ id }) => id),
        ),
        leads: await store.leadsOf(db, [...new Set(refs)]),
      };
    });
    const sent = new Set(look.sent.map(keyOf));
    const due = [
      ...look.beginning.flatMap(booking =>
        remindersOf('upcoming', booking, known, booking.startAt).filter(
          ({ recipient }) => {
            const lead = look.leads.get(recipient) ?? DEFAULT_LEAD_MINUTES;
            return booking.startAt - lead * MINUTE_MS <= look.now && lead > 0;
          },
        ),
      ),
      ...look.ending
        .filter(({ startAt, endAt }) => endAt - startAt >= LONG_ENOUGH_MS)
        .flatMap(booking =>
          remindersOf('ending', booking, known, booking.endAt),
        ),
      ...look.unattended
        .filter(booking => isOpen(booking, known, look.now))
        .flatMap(booking =>
          remindersOf('check-in', booking, known, booking.startAt),
        ),
    ].filter(one => !sent.has(keyOf(one)));
    return this.#sendAll(due, known, look.now);
  }

  async #sendAll(
    due: DueReminder[],
    inventory: Inventory,
    now: number,
  ): Promise<number> {
    const { database, store, logger } = this.#options;
    let count = 0;
    for (const reminder of due) {
      const { booking, kind, recipient, dueFor } = reminder;
      try {
        await this.#notifier.send(recipient, {
          ...(await this.#payloadOf(reminder, inventory)),
          topic: kind,
          scope: `reservations:${kind}:${booking.id}:${dueFor}`,
        });
        await database.write(tx => store.record(tx, [reminder], now));
        count += 1;
      } catch (error) {
        logger.warn(
          `${recipient} could not be reminded of booking ${booking.id}, trying again: ${stringifyError(error)}`,
        );
      }
    }
    await database.write(tx => store.purge(tx, now - KEPT_MS));
    return count;
  }

  async #payloadOf(
    reminder: DueReminder,
    inventory: Inventory,
  ): Promise<NotificationPayload> {
    const { kind, booking, recipient } = reminder;
    const link = linkTo(booking);
    return {
      ...reminderText(reminder, { inventory, texts: en }),
      ...translationsMetadata(
        inOtherLanguages(texts => reminderText(reminder, { inventory, texts })),
      ),
      link:
        kind === 'check-in'
          ? ((await this.#options.checkInLink(booking, recipient)) ?? link)
          : link,
      severity: kind === 'check-in' ? 'high' : 'normal',
    };
  }
}

function reminderText(
  { kind, booking }: DueReminder,
  telling: Telling,
): NotificationText {
  const { texts, inventory } = telling;
  const told = toldBooking(booking, inventory);
  const { title } = booking;
  const places = placesOf(told, telling);
  switch (kind) {
    case 'upcoming':
      return {
        title: texts.beginsSoon(title),
        description: sentences(
          `${places}, ${spanOf(told, telling)}.`,
          instructionsOf(told, telling),
        ),
      };
    case 'check-in':
      return {
        title: texts.checkIn(title),
        description: texts.checkInUntil(
          places,
          whenOf(toInstant(booking.expiresAt!), told, telling),
        ),
      };
    default:
      return {
        title: texts.endsSoon(title),
        description: `${places}, ${whenOf(told.end, told, telling)}.`,
      };
  }
}

function remindersOf(
  kind: ReminderKind,
  booking: BookingRecord,
  inventory: Inventory,
  dueFor: number,
): DueReminder[] {
  return concerned(toldBooking(booking, inventory)).map(recipient => ({
    kind,
    booking,
    bookingId: booking.id,
    recipient,
    dueFor,
  }));
}

function keyOf({ bookingId, kind, recipient, dueFor }: Reminder): string {
  return [bookingId, kind, recipient, dueFor].join(' ');
}

/** Whether one can check in by now. */
function isOpen(
  { resources, startAt, endAt }: BookingRecord,
  inventory: Inventory,
  now: number,
): boolean {
  const window = checkInWindow(
    resources.flatMap(({ id }) => inventory.resource(id) ?? []),
    { start: startAt, end: endAt },
  );
  return window !== undefined && window.opensAt <= now;
}

/** A booking as those are told of it who hear of events. */
function toldBooking(
  booking: BookingRecord,
  inventory: Inventory,
): ToldBooking {
  return {
    ...booking,
    start: toInstant(booking.startAt),
    end: toInstant(booking.endAt),
    resourceRefs: booking.resources.map(
      ({ id }) => inventory.resource(id)?.entityRef ?? id,
    ),
    expiresAt: undefined,
    offHoursAt: undefined,
  };
}
