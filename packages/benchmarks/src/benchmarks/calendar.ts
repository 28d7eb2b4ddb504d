import { httpWindow } from '../load/httpWindow';
import {
  type CalendarAnswer,
  COUNT_HEADER,
  type StatementCount,
} from '../protocol';
import { compare, type Result } from '../results';
import { resourceRef } from '../slots';
import type { Session } from './Session';

/** Resources among which the million bookings are spread. */
export const CALENDAR_RESOURCES = 1000;

const SHOWN = 50;
const DAY_MS = 24 * 60 * 60_000;
const WEEK_MS = 7 * DAY_MS;

interface View {
  /** Places of the resources. */
  resources: number[];
  /** Epoch milliseconds. */
  from: number;
  to: number;
}

/** B4: a week of fifty resources out of a million bookings, one request at a time. */
export async function calendarWindow(session: Session): Promise<Result[]> {
  const data = await session.server.ask<CalendarAnswer>('/calendar', {
    bookings: session.effort.bookings,
  });
  const rows = await checkSameRows(session, weekFrom(data.from));
  const small = await countStatements(session, {
    ...weekFrom(data.from),
    resources: [0, 1, 2, 3, 4],
    to: data.from + DAY_MS,
  });
  const large = await countStatements(session, weekFrom(data.from));
  const contenders = [
    {
      name: 'p95 of GET /calendar',
      window: async () => {
        const { p95 } = await httpWindow({
          url: session.server.url,
          connections: 1,
          seconds: session.effort.seconds,
          next: () => ({
            method: 'GET' as const,
            path: pathOf(randomWeek(data)),
            token: session.nextToken(),
          }),
        });
        return p95;
      },
    },
    {
      name: 'p95 of one indexed query for the same rows and JSON.stringify',
      window: async () => {
        const { p95 } = await session.server.ask<{ p95: number }>('/window', {
          kind: 'bare-calendar',
          workers: 1,
          seconds: session.effort.seconds,
        });
        return p95;
      },
    },
  ];
  const [ours, bare] = await session.compare('B4', contenders);
  return [
    compare({
      id: 'B4',
      title: `${SHOWN} resources × 7 days (${rows} rows) out of ${data.bookings.toLocaleString(
        'en-GB',
      )} bookings, one request at a time`,
      database: session.database.name,
      unit: 'ms',
      subject: { name: contenders[0].name, values: ours },
      baseline: { name: contenders[1].name, values: bare },
      target: { direction: 'at most', reach: 2.5 },
      notes: [
        small === large
          ? `${large} SQL statements, for 5 resources × 1 day as for ${SHOWN} × 7`
          : `NOT CONSTANT: ${small} SQL statements for 5 resources × 1 day, ${large} for ${SHOWN} × 7`,
      ],
    }),
  ];
}

function weekFrom(from: number): View {
  return {
    resources: Array.from({ length: SHOWN }, (_, index) => index),
    from,
    to: from + WEEK_MS,
  };
}

function randomWeek({ from, until }: CalendarAnswer): View {
  const first = Math.floor(Math.random() * (CALENDAR_RESOURCES - SHOWN));
  const start = Math.floor(from + Math.random() * (until - from - WEEK_MS));
  return {
    resources: Array.from({ length: SHOWN }, (_, index) => first + index),
    from: start,
    to: start + WEEK_MS,
  };
}

function pathOf({ resources, from, to }: View): string {
  const query = new URLSearchParams({
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
  });
  for (const index of resources) {
    query.append('resource', resourceRef(index));
  }
  return `/api/reservations/calendar?${query}`;
}

/** Both sides must be after the same thing, or the ratio means nothing. */
async function checkSameRows(session: Session, view: View): Promise<number> {
  const response = await get(session, view);
  const { items } = (await response.json()) as { items: unknown[] };
  const { rows } = await session.server.ask<{ rows: number }>(
    '/calendar-rows',
    view,
  );
  if (items.length !== rows) {
    throw new Error(
      `GET /calendar answers ${items.length} bookings, the bare query ${rows}`,
    );
  }
  return rows;
}

/** The least of three: now and then one also looks whether caches are fresh. */
async function countStatements(session: Session, view: View): Promise<number> {
  const counts: number[] = [];
  for (const attempt of [1, 2, 3]) {
    const name = `calendar-${view.resources.length}-${attempt}`;
    const response = await get(session, view, { [COUNT_HEADER]: name });
    await response.arrayBuffer();
    const { statements } = await session.server.ask<StatementCount>(
      `/statements/${name}`,
    );
    counts.push(statements);
  }
  return Math.min(...counts);
}

async function get(
  session: Session,
  view: View,
  headers: Record<string, string> = {},
): Promise<Response> {
  const response = await fetch(`${session.server.url}${pathOf(view)}`, {
    headers: { ...headers, authorization: `Bearer ${session.nextToken()}` },
    signal: AbortSignal.timeout(60_000),
  });
  if (!response.ok) {
    throw new Error(
      `GET /calendar answered ${response.status}: ${await response.text()}`,
    );
  }
  return response;
}
