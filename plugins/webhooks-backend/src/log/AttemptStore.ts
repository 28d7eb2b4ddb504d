import {
  type Reader,
  toBoolean,
  toInstant,
  toNumber,
} from '@callboard/backend-database';
import { decodeCursor, encodeCursor } from '@callboard/backend-openapi';
import type {
  Attempt,
  AttemptOutcome,
  AttemptTrigger,
  ErrorClass,
  Page,
} from '@callboard/backstage-plugin-webhooks-common';
import { redactHeaders } from '../secrets';

interface AttemptRow {
  id: string;
  number: number;
  trigger: AttemptTrigger;
  actor: string | null;
  started_at: number | string;
  duration_ms: number | null;
  outcome: AttemptOutcome;
  fenced: boolean | number;
  status: number | null;
  error_class: ErrorClass | null;
  error_message: string | null;
  request_headers: string | null;
  request_body: string | null;
  response_headers: string | null;
  response_body: string | null;
  response_truncated: boolean | number | null;
}

/** Every request of a delivery, newest first. */
export async function listAttempts(
  db: Reader,
  delivery: { position: number; id: string },
  page: { cursor?: string; limit: number },
): Promise<Page<Attempt>> {
  const query = db
    .knex('attempt')
    .where('position', delivery.position)
    .orderBy('number', 'desc')
    .limit(page.limit + 1);
  if (page.cursor !== undefined) {
    query.where('number', '<', decodeCursor(page.cursor, isNumber));
  }
  const rows: AttemptRow[] = await query;
  const items = rows.slice(0, page.limit);
  return {
    items: items.map(row => toAttempt(row, delivery.id)),
    nextCursor:
      rows.length > page.limit
        ? encodeCursor(items[items.length - 1].number)
        : undefined,
  };
}

function isNumber(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function toAttempt(row: AttemptRow, deliveryId: string): Attempt {
  return {
    id: row.id,
    deliveryId,
    number: row.number,
    trigger: row.trigger,
    actor: row.actor ?? undefined,
    startedAt: toInstant(toNumber(row.started_at)),
    durationMs: row.duration_ms ?? undefined,
    outcome: row.outcome,
    fenced: toBoolean(row.fenced),
    errorClass: row.error_class ?? undefined,
    errorMessage: row.error_message ?? undefined,
    request:
      row.request_headers === null
        ? undefined
        : {
            headers: readHeaders(row.request_headers),
            body: row.request_body ?? undefined,
          },
    response:
      row.status === null
        ? undefined
        : {
            status: row.status,
            headers: readHeaders(row.response_headers),
            body: row.response_body ?? undefined,
            truncated: toBoolean(row.response_truncated ?? false),
          },
  };
}

/** They are stored redacted; once more costs nothing and forgets nobody. */
function readHeaders(stored: string | null): Record<string, string> {
  return stored === null ? {} : redactHeaders(JSON.parse(stored));
}
