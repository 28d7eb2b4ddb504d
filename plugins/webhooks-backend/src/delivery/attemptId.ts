import { randomUUID } from 'node:crypto';

/**
 * Ids of attempts begin with their time (UUID version 7): the index of a log of
 * millions of attempts then grows at its end, and what is written down is in the
 * part of it that is in memory anyway. Random ids touch all of it.
 *
 * `now` is in epoch milliseconds.
 */
export function newAttemptId(now: number): string {
  const time = now.toString(16).padStart(12, '0');
  const random = randomUUID().slice(15);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random}`;
}

/** The same in PostgreSQL, whose `uuidv7()` is of version 18; `now` is SQL. */
export function newAttemptIdSql(now: string): string {
  return `(lpad(to_hex(${now}), 12, '0') || '7' || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid`;
}
