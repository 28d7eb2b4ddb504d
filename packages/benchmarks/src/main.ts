import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CALENDAR_RESOURCES, calendarWindow } from './benchmarks/calendar';
import {
  createAgainstBareRoute,
  createInService,
  createOverHttp,
} from './benchmarks/creates';
import {
  behindALongLog,
  besideOneThatHangs,
  loggedDeliveries,
} from './benchmarks/deliveries';
import { EngineSession } from './benchmarks/EngineSession';
import { crowdOfBookers } from './benchmarks/crowd';
import { firstCalendar } from './benchmarks/firstCalendar';
import { requestToReady } from './benchmarks/requests';
import { Session } from './benchmarks/Session';
import { slotSearch } from './benchmarks/slotSearch';
import { statusSync } from './benchmarks/statusSync';
import { fromCommitToReceiver } from './benchmarks/wakeUp';
import type { DatabaseName } from './environment/databases';
import { type BenchmarkId, type Options, parseOptions, USAGE } from './options';
import { formatResults } from './report';
import type { Result } from './results';

type Benchmark = (session: Session) => Promise<Result[]>;

/** Those that only book share a server; the million bookings have their own. */
const ON_BOOKINGS: [BenchmarkId, Benchmark][] = [
  ['B1', createOverHttp],
  ['B1b', createAgainstBareRoute],
  ['B2', createInService],
  ['B3', crowdOfBookers],
];
const BOOKING_RESOURCES = 200;
const ON_CALENDAR: [BenchmarkId, Benchmark][] = [
  ['B4', calendarWindow],
  ['B10', slotSearch],
];
/** From a commit to a receiver, with the webhooks plugin in the server. */
const ON_HOPS: [BenchmarkId, Benchmark][] = [['B7', fromCommitToReceiver]];

type EngineBenchmark = (session: EngineSession) => Promise<Result[]>;

/** Those of the delivery engine share its process. */
const ON_DELIVERIES: [BenchmarkId, EngineBenchmark][] = [
  ['B6', loggedDeliveries],
  ['B8', besideOneThatHangs],
  ['B9', behindALongLog],
];

/** Nothing here takes this long unless something hangs. */
const TIME_LIMIT_MS = 90 * 60_000;

async function main(): Promise<number> {
  let options: Options;
  try {
    options = parseOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n`);
    console.error(USAGE);
    return 2;
  }
  setTimeout(() => {
    console.error('The benchmarks took more than 90 minutes and were stopped');
    process.exit(1);
  }, TIME_LIMIT_MS).unref();

  const results: Result[] = [];
  for (const database of options.databases) {
    results.push(...(await onDatabase(database, options)));
  }
  if (options.benchmarks.includes('B5')) {
    results.push(...(await firstCalendar(console.log, options.quick ? 1 : 3)));
  }
  const conditions = describeConditions(options);
  console.log(`\n${formatResults(results)}\n\n${conditions.join('\n')}`);
  writeJson(options.output, { conditions, ...options, results });
  return 0;
}

async function onDatabase(
  database: DatabaseName,
  options: Options,
): Promise<Result[]> {
  const wanted = ([id]: [BenchmarkId, Benchmark]) =>
    options.benchmarks.includes(id);
  const groups = [
    { resources: BOOKING_RESOURCES, runs: ON_BOOKINGS.filter(wanted) },
    { resources: CALENDAR_RESOURCES, runs: ON_CALENDAR.filter(wanted) },
    {
      resources: 1,
      webhooks: true,
      // SQLite has no NOTIFY, and no second process to tell.
      runs: database === 'postgres' ? ON_HOPS.filter(wanted) : [],
    },
  ];
  const results: Result[] = [];
  for (const group of groups.filter(({ runs }) => runs.length > 0)) {
    const session = await Session.start({
      database,
      effort: options.effort,
      resources: group.resources,
      webhooks: group.webhooks,
      eventBus: options.eventBus,
      auditLog: options.auditLog,
      print: console.log,
    });
    try {
      for (const [, run] of group.runs) {
        results.push(...(await run(session)));
      }
    } finally {
      await session.stop();
    }
  }
  results.push(...(await onDeliveries(database, options)));
  if (options.benchmarks.includes('B12')) {
    results.push(
      ...(await requestToReady({
        database,
        effort: options.effort,
        print: console.log,
      })),
    );
  }
  if (options.benchmarks.includes('B13')) {
    results.push(
      ...(await statusSync({
        database,
        effort: options.effort,
        print: console.log,
      })),
    );
  }
  return results;
}

async function onDeliveries(
  database: DatabaseName,
  { benchmarks, effort }: Options,
): Promise<Result[]> {
  const runs = ON_DELIVERIES.filter(([id]) => benchmarks.includes(id));
  if (runs.length === 0) {
    return [];
  }
  const session = await EngineSession.start({
    database,
    effort,
    print: console.log,
  });
  try {
    const results: Result[] = [];
    for (const [, run] of runs) {
      results.push(...(await run(session)));
    }
    return results;
  } finally {
    await session.stop();
  }
}

function describeConditions(options: Options): string[] {
  const { auditLog, effort, eventBus, quick } = options;
  const [cpu] = os.cpus();
  const [load] = os.loadavg();
  return [
    `${os.cpus().length} × ${cpu.model.trim()}, ${Math.round(
      os.totalmem() / 2 ** 30,
    )} GB, Node ${process.versions.node}, load ${load.toFixed(1)} at the end`,
    `${effort.windows} windows of ${effort.seconds} s each, interleaved, after one that does not count`,
    `events.useEventBus: ${eventBus}`,
    `${auditLog ? 'with' : 'without'} the audit log in the same server`,
    ...(quick ? ['--quick: this shows that it runs, it measures nothing'] : []),
  ];
}

function writeJson(file: string, content: object): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(content, undefined, 2)}\n`);
  console.log(`\nAll windows: ${path.relative(process.cwd(), file)}`);
}

main().then(
  code => process.exit(code),
  error => {
    console.error(error);
    process.exit(1);
  },
);
