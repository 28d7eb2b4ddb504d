import type { Contender } from '../interleave';
import { httpWindow } from '../load/httpWindow';
import { BENCH_PATH, type WindowKind } from '../protocol';
import { compare, type Result } from '../results';
import { type Session, WORKERS } from './Session';

/** B1: a booking over HTTP against one INSERT. */
export async function createOverHttp(session: Session): Promise<Result[]> {
  const contenders = [
    overHttp(session, 'POST /bookings', '/bookings'),
    inServer(session, 'one INSERT into claim', 'bare-insert'),
  ];
  const [ours, bare] = await session.compare('B1', contenders);
  return [
    compare({
      id: 'B1',
      title: 'Create over HTTP, each on a slot of its own',
      database: session.database.name,
      unit: '/s',
      subject: { name: contenders[0].name, values: ours },
      baseline: { name: contenders[1].name, values: bare },
      target: { direction: 'at least', reach: 0.08, aim: 0.12 },
      notes: [`${session.statementsPerCreate} SQL statements per create`],
    }),
  ];
}

/** B1b: the same against a route without code between the request and the SQL. */
export async function createAgainstBareRoute(
  session: Session,
): Promise<Result[]> {
  const contenders = [
    overHttp(session, 'POST /bookings', '/bookings'),
    overHttp(
      session,
      'a bare route that asks the stock permission client and sends the same statements',
      `${BENCH_PATH}/create/stock`,
    ),
    overHttp(
      session,
      'a bare route that asks Callboard’s permission client and sends the same statements',
      `${BENCH_PATH}/create/own`,
    ),
  ];
  const [ours, stock, own] = await session.compare('B1b', contenders);
  const row = (id: string, index: number, values: number[]) =>
    compare({
      id,
      title: 'Create over HTTP against a bare route',
      database: session.database.name,
      unit: '/s',
      subject: { name: contenders[0].name, values: ours },
      baseline: { name: contenders[index].name, values },
      target: index === 1 ? { direction: 'at least', reach: 0.9 } : undefined,
    });
  return [row('B1b', 1, stock), row('B1b own', 2, own)];
}

/** B2: the same below HTTP and permissions. */
export async function createInService(session: Session): Promise<Result[]> {
  const contenders = [
    inServer(session, 'BookingsService.create', 'service-create'),
    inServer(
      session,
      'a bare transaction: lock, read, insert one claim',
      'bare-transaction',
    ),
    inServer(
      session,
      'the same transaction by way of Knex (transaction and raw)',
      'knex-transaction',
    ),
    inServer(
      session,
      'the statements of a booking, sent bare (with its rows and its event)',
      'bare-statements',
    ),
  ];
  const [ours, bare, knex, statements] = await session.compare(
    'B2',
    contenders,
  );
  const row = (id: string, index: number, values: number[]) =>
    compare({
      id,
      title: 'Create at the service layer, its events delivered meanwhile',
      database: session.database.name,
      unit: '/s',
      subject: { name: contenders[0].name, values: ours },
      baseline: { name: contenders[index].name, values },
      target: index === 1 ? { direction: 'at least', reach: 0.6 } : undefined,
    });
  return [
    row('B2', 1, bare),
    row('B2 Knex', 2, knex),
    row('B2 same SQL', 3, statements),
  ];
}

function overHttp(
  session: Session,
  name: string,
  path: string,
): Contender<number> {
  return {
    name,
    window: async () => {
      const { perSecond } = await httpWindow({
        url: session.server.url,
        connections: WORKERS,
        seconds: session.effort.seconds,
        next: () => session.bookingRequest(path, session.slots.take()),
      });
      return perSecond;
    },
  };
}

function inServer(
  session: Session,
  name: string,
  kind: WindowKind,
): Contender<number> {
  return {
    name,
    window: async () => {
      const { count, seconds } = await session.serverWindow(kind);
      return count / seconds;
    },
  };
}
