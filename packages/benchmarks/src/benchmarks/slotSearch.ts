import { httpWindow } from '../load/httpWindow';
import {
  type CalendarAnswer,
  type ClaimsAnswer,
  COUNT_HEADER,
  type StatementCount,
  type WindowAnswer,
} from '../protocol';
import { compare, type Result } from '../results';
import type { Session } from './Session';

const HOUR_MS = 60 * 60_000;
const WEEK_MS = 7 * 24 * HOUR_MS;
const GRID_MS = 5 * 60_000;

/** There is such a gap on each resource every few days; and there is none. */
const FOUND_HOURS = 4;
const NEVER_HOURS = 24;

interface Question {
  from: number;
  hours: number;
}

interface Answer {
  items: { start: string }[];
  considered: number;
}

/**
 * B10: "any of this type, for so long, this week", over a thousand resources with
 * a million bookings, one request at a time; where there is something, and where
 * there is nothing and all of the week has to be looked at.
 */
export async function slotSearch(session: Session): Promise<Result[]> {
  const data = await session.server.ask<CalendarAnswer>('/calendar', {
    bookings: session.effort.bookings,
  });
  const { claims } = await session.server.ask<ClaimsAnswer>('/claims', {});
  const results: Result[] = [];
  for (const hours of [FOUND_HOURS, NEVER_HOURS]) {
    const considered = await checkSameSlots(session, {
      from: data.from,
      hours,
    });
    const statements = await countStatements(session, {
      from: data.from,
      hours,
    });
    const contenders = [
      {
        name: 'p95 of POST /slots/search',
        window: async () => {
          const { p95 } = await httpWindow({
            url: session.server.url,
            connections: 1,
            seconds: session.effort.seconds,
            next: () => ({
              method: 'POST' as const,
              path: '/api/reservations/slots/search',
              token: session.nextToken(),
              body: bodyOf({ from: randomStart(data), hours }),
            }),
          });
          return p95;
        },
      },
      {
        name: 'p95 of one indexed query of the same claims and a walk over them',
        window: async () => {
          const { p95 } = await session.server.ask<WindowAnswer>('/window', {
            kind: 'bare-free-busy',
            workers: 1,
            seconds: session.effort.seconds,
            hours,
          });
          return p95;
        },
      },
    ];
    const found = hours === FOUND_HOURS;
    const [ours, bare] = await session.compare(
      found ? 'B10' : 'B10 none',
      contenders,
    );
    results.push(
      compare({
        id: found ? 'B10' : 'B10 none',
        title: `${hours} h on any of ${considered} resources within 7 days, ${claims.toLocaleString(
          'en-GB',
        )} claims of ${data.bookings.toLocaleString('en-GB')} bookings, ${
          found ? 'ten found' : 'none to be found'
        }, one request at a time`,
        database: session.database.name,
        unit: 'ms',
        subject: { name: contenders[0].name, values: ours },
        baseline: { name: contenders[1].name, values: bare },
        target: { direction: 'at most', reach: 5 },
        notes: [`${statements} SQL statements`],
      }),
    );
  }
  return results;
}

function randomStart({ from, until }: CalendarAnswer): number {
  return Math.floor(from + Math.random() * (until - from - WEEK_MS));
}

function bodyOf({ from, hours }: Question) {
  return {
    type: 'bench',
    minutes: hours * 60,
    from: new Date(from).toISOString(),
    until: new Date(from + WEEK_MS).toISOString(),
    limit: 10,
  };
}

/** Both sides must find the same, or the ratio means nothing. */
async function checkSameSlots(
  session: Session,
  question: Question,
): Promise<number> {
  const response = await ask(session, question);
  const { items, considered } = (await response.json()) as Answer;
  const bare = await session.server.ask<{ count: number; first?: number }>(
    '/free-slots',
    question,
  );
  const ours = items[0] && Date.parse(items[0].start);
  const same =
    bare.first === undefined
      ? items.length === 0
      : ours !== undefined &&
        ours >= bare.first &&
        ours - bare.first < GRID_MS &&
        items.length === Math.min(10, bare.count);
  if (!same || (question.hours === FOUND_HOURS && items.length === 0)) {
    throw new Error(
      `POST /slots/search finds ${items.length} slots from ${ours}, the bare scan ${bare.count} from ${bare.first}`,
    );
  }
  return considered;
}

async function countStatements(
  session: Session,
  question: Question,
): Promise<number> {
  const name = `slots-${question.hours}`;
  const response = await ask(session, question, { [COUNT_HEADER]: name });
  await response.arrayBuffer();
  const { statements } = await session.server.ask<StatementCount>(
    `/statements/${name}`,
  );
  return statements;
}

async function ask(
  session: Session,
  question: Question,
  headers: Record<string, string> = {},
): Promise<Response> {
  const response = await fetch(
    `${session.server.url}/api/reservations/slots/search`,
    {
      method: 'POST',
      headers: {
        ...headers,
        'content-type': 'application/json',
        authorization: `Bearer ${session.nextToken()}`,
      },
      body: JSON.stringify(bodyOf(question)),
      signal: AbortSignal.timeout(60_000),
    },
  );
  if (!response.ok) {
    throw new Error(
      `POST /slots/search answered ${response.status}: ${await response.text()}`,
    );
  }
  return response;
}
