import { compare, type Result } from '../results';
import type { EngineSession } from './EngineSession';

/** The defaults of `callboard.webhooks`: deliveries under way at once. */
const PER_ENDPOINT = 4;
const IN_ALL = 200;

/** More than any machine that this was seen on delivers in a second. */
const AT_MOST = { one: 3_000, many: 6_000 };
const BARE_AT_MOST = 12_000;

const ENDPOINTS = 50;

/** In place of 15 s, so that a window sees slots held, time-outs and the breaker. */
const HANG_TIMEOUT_MS = 2_000;

/** B6: deliveries in the log, against the least that posts and logs. */
export async function loggedDeliveries(
  session: EngineSession,
): Promise<Result[]> {
  return [
    await withEndpoints(session, 'B6', 1, AT_MOST.one),
    await withEndpoints(session, 'B6 50', ENDPOINTS, AT_MOST.many),
  ];
}

async function withEndpoints(
  session: EngineSession,
  id: string,
  endpoints: number,
  atMost: number,
): Promise<Result> {
  const store = `deliveries_${endpoints}`;
  const loops = Math.min(endpoints * PER_ENDPOINT, IN_ALL);
  await session.open(store, { urls: session.receivers(endpoints) });
  const contenders = [
    session.contender('logged deliveries', {
      store,
      kind: 'engine',
      loops,
      atMost,
    }),
    session.contender(`POST, UPDATE and INSERT, bare, in ${loops} loops`, {
      store,
      kind: 'bare',
      loops,
      atMost: BARE_AT_MOST,
    }),
  ];
  const [ours, bare] = await session.compare(id, contenders);
  await session.close(store);
  return compare({
    id,
    title: `${endpoints} ${endpoints === 1 ? 'endpoint' : 'endpoints'}, full queues, ${loops} under way`,
    database: session.database.name,
    unit: '/s',
    subject: { name: contenders[0].name, values: ours },
    baseline: { name: contenders[1].name, values: bare },
    target: { direction: 'at least', reach: 0.6 },
  });
}

/** B8: what an endpoint that hangs costs the others. */
export async function besideOneThatHangs(
  session: EngineSession,
): Promise<Result[]> {
  const store = 'hanging';
  const hanging = [session.hangingReceiver];
  await session.open(store, {
    urls: [...session.receivers(ENDPOINTS - 1), ...hanging],
    timeoutMs: HANG_TIMEOUT_MS,
  });
  const window = {
    store,
    kind: 'engine' as const,
    loops: IN_ALL,
    atMost: AT_MOST.many,
    uncounted: hanging,
  };
  const contenders = [
    session.contender('49 endpoints with one more that hangs', window),
    session.contender('49 endpoints without it', {
      ...window,
      without: hanging,
    }),
  ];
  const [beside, alone] = await session.compare('B8', contenders);
  await session.close(store);
  return [
    compare({
      id: 'B8',
      title: `Deliveries to ${ENDPOINTS - 1} endpoints beside one that hangs, given up after ${HANG_TIMEOUT_MS / 1000} s`,
      database: session.database.name,
      unit: '/s',
      subject: { name: contenders[0].name, values: beside },
      baseline: { name: contenders[1].name, values: alone },
      target: { direction: 'at least', reach: 0.95 },
    }),
  ];
}

/** B9: what a long log costs. */
export async function behindALongLog(
  session: EngineSession,
): Promise<Result[]> {
  const urls = session.receivers(ENDPOINTS);
  const window = {
    kind: 'engine' as const,
    loops: IN_ALL,
    atMost: AT_MOST.many,
  };
  await session.open('log_empty', { urls });
  await session.open('log_full', { urls });
  const rows = await session.fill('log_full', session.effort.logged);
  const contenders = [
    session.contender('with a long log', { ...window, store: 'log_full' }),
    session.contender('with an empty one', { ...window, store: 'log_empty' }),
  ];
  const [full, empty] = await session.compare('B9', contenders);
  await session.close('log_full');
  await session.close('log_empty');
  return [
    compare({
      id: 'B9',
      title: `Deliveries to ${ENDPOINTS} endpoints, ${rows.toLocaleString('en-GB')} finished ones in the log`,
      database: session.database.name,
      unit: '/s',
      subject: { name: contenders[0].name, values: full },
      baseline: { name: contenders[1].name, values: empty },
      target: { direction: 'at least', reach: 0.9 },
    }),
  ];
}
