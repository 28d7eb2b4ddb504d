import {
  insertRows,
  type Reader,
  toNumber,
  type Writer,
} from '@callboard/backend-database';
import { type BookingRow, toRecord } from '../bookings/BookingStore';
import type { BookingRecord } from '../bookings/BookingRecord';

export type ReminderKind = 'upcoming' | 'ending' | 'check-in';

/** Of what somebody was, or is to be, reminded. */
export interface Reminder {
  bookingId: string;
  kind: ReminderKind;
  recipient: string;
  /** The start or the end that it is about, epoch milliseconds. */
  dueFor: number;
}

/** Bookings for one look; what is beyond waits for the next. */
const AT_ONCE = 500;

export class ReminderStore {
  /** Bookings that begin within a time, the next first. */
  async beginning(
    db: Reader,
    { after, until }: { after: number; until: number },
  ): Promise<BookingRecord[]> {
    const rows: BookingRow[] = await db
      .knex('booking')
      .where('status', 'confirmed')
      .where('start_at', '>', after)
      .where('start_at', '<=', until)
      .orderBy('start_at')
      .limit(AT_ONCE);
    return rows.map(toRecord);
  }

  /** Active bookings that end within a time, the next first. */
  async ending(
    db: Reader,
    { after, until }: { after: number; until: number },
  ): Promise<BookingRecord[]> {
    const rows: BookingRow[] = await db
      .knex('booking')
      .where('status', 'active')
      .where('end_at', '>', after)
      .where('end_at', '<=', until)
      .orderBy('end_at')
      .limit(AT_ONCE);
    return rows.map(toRecord);
  }

  /** Bookings that somebody has to check in to, and has not. */
  async unattended(
    db: Reader,
    { now, startsBefore }: { now: number; startsBefore: number },
  ): Promise<BookingRecord[]> {
    const rows: BookingRow[] = await db
      .knex('booking')
      .where('status', 'confirmed')
      .where('expires_at', '>', now)
      .where('start_at', '<=', startsBefore)
      .whereNull('checked_in_at')
      .orderBy('start_at')
      .limit(AT_ONCE);
    return rows.map(toRecord);
  }

  /** Which of these bookings' reminders have been sent. */
  async sentOf(db: Reader, bookingIds: string[]): Promise<Reminder[]> {
    const rows: {
      booking_id: string;
      kind: ReminderKind;
      recipient: string;
      due_for: string | number;
    }[] = await db.knex('reminder').whereIn('booking_id', bookingIds).select();
    return rows.map(row => ({
      bookingId: row.booking_id,
      kind: row.kind,
      recipient: row.recipient,
      dueFor: toNumber(row.due_for),
    }));
  }

  async record(tx: Writer, sent: Reminder[], now: number): Promise<void> {
    await insertRows(
      tx,
      'reminder',
      sent.map(({ bookingId, kind, recipient, dueFor }) => ({
        booking_id: bookingId,
        kind,
        recipient,
        due_for: dueFor,
        sent_at: now,
      })),
      100,
    );
  }

  async purge(tx: Writer, sentBefore: number): Promise<number> {
    return tx.knex('reminder').where('sent_at', '<', sentBefore).delete();
  }

  /** Minutes before a start by ref, of those who have said so. */
  async leadsOf(db: Reader, refs: string[]): Promise<Map<string, number>> {
    const rows: { ref: string; reminder_minutes: number }[] = await db
      .knex('person_preference')
      .whereIn('ref', refs)
      .select('ref', 'reminder_minutes');
    return new Map(rows.map(row => [row.ref, row.reminder_minutes]));
  }

  async longestLead(db: Reader): Promise<number> {
    const [row] = await db
      .knex('person_preference')
      .max({ minutes: 'reminder_minutes' });
    return toNumber(row.minutes ?? 0);
  }

  async setLead(
    tx: Writer,
    ref: string,
    minutes: number,
    now: number,
  ): Promise<void> {
    await tx
      .knex('person_preference')
      .insert({ ref, reminder_minutes: minutes, updated_at: now })
      .onConflict('ref')
      .merge();
  }
}
