import { type DatabaseName, startDatabase } from '../environment/databases';
import { LocalService } from '../environment/LocalService';
import { interleave } from '../interleave';
import { compare, measure, type Result } from '../results';
import { type CountAnswer, PAGE_SIZE, type SyncAnswer } from '../sync/protocol';
import type { Effort } from './Session';

const SERVICES = 5_000;

/**
 * B13: 5,000 services, all of which have changed, from one listing and one
 * watch: how long until each is judged, what was asked of the API for it, and
 * whether memory stays what it was.
 */
export async function statusSync(options: {
  database: DatabaseName;
  effort: Effort;
  print: (line: string) => void;
}): Promise<Result[]> {
  const { effort, print } = options;
  print(`Starting ${options.database}, a cluster and what follows it …`);
  const database = await startDatabase(options.database);
  const started: { stop(): Promise<void> }[] = [database];
  try {
    const cluster = await LocalService.start('cluster', 'src/sync/clusterMain');
    started.unshift(cluster);
    const follower = await LocalService.start('follower', 'src/sync/main', [
      '--expose-gc',
    ]);
    started.unshift(follower);
    await follower.ask('/open', {
      ...(await database.separate('status_sync')),
      cluster: cluster.url,
      objects: SERVICES,
    });
    const heaps: number[] = [];
    const beyond: number[] = [];
    const [ours, bare] = await interleave(
      [
        {
          name: 'listed, kept and judged',
          window: async () => {
            await cluster.ask<CountAnswer>('/count');
            const { heap, seconds } = await follower.ask<SyncAnswer>(
              '/sync',
              {},
            );
            const { others, pages, watches } =
              await cluster.ask<CountAnswer>('/count');
            heaps.push(heap);
            beyond.push(pages + watches + others - SERVICES / PAGE_SIZE);
            return seconds;
          },
        },
        {
          name: 'pages, JSON and an upsert, bare',
          window: async () =>
            (await follower.ask<SyncAnswer>('/bare', {})).seconds,
        },
      ],
      {
        windows: effort.windows,
        onWindow: (name, seconds, round) =>
          print(
            `  B13 ${options.database} ${round}/${effort.windows}  ${name}: ${seconds.toPrecision(4)} s`,
          ),
      },
    );
    await follower.ask('/close', {});
    return results(options.database, { ours, bare, heaps, beyond });
  } finally {
    for (const one of started) {
      await one.stop();
    }
  }
}

function results(
  database: DatabaseName,
  measured: {
    ours: number[];
    bare: number[];
    heaps: number[];
    beyond: number[];
  },
): Result[] {
  const { bare, beyond, heaps, ours } = measured;
  const services = SERVICES.toLocaleString('en-GB');
  return [
    compare({
      id: 'B13',
      title: `${services} services, all changed`,
      database,
      unit: 's',
      subject: { name: 'listed, kept and judged', values: ours },
      baseline: { name: 'pages, JSON and an upsert, bare', values: bare },
    }),
    measure({
      id: 'B13 requests',
      title: `requests for ${services} services beside the ${SERVICES / PAGE_SIZE} pages of a listing`,
      database,
      unit: 'requests',
      subject: { name: 'the watch', values: beyond.slice(1) },
      target: { direction: 'at most', reach: 1 },
    }),
    measure({
      id: 'B13 memory',
      title: `heap after a listing of ${services} services, by that after the first`,
      database,
      unit: '×',
      subject: {
        name: 'collected heap',
        values: heaps.slice(1).map(heap => heap / heaps[0]),
      },
      target: { direction: 'at most', reach: 1.1 },
      notes: [`${Math.round(heaps.at(-1)! / 2 ** 20)} MB at the end`],
    }),
  ];
}
